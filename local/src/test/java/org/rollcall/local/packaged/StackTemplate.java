package org.rollcall.local.packaged;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rollcall.lambda.Wiring;

/**
 * What {@code template.yaml} says of the functions. It is read as plain YAML, in which {@code !Ref
 * Users} is the text {@code Users}.
 */
public final class StackTemplate {

  private static final String VARIABLES = "/Environment/Variables";

  /** The conditions that hold with the parameters' defaults; the check of the template has all. */
  private static final Set<String> HOLDING = Set.of("HasStartUrl", "AllowsDirectStarts");

  private final Path home;
  private final JsonNode template;

  private StackTemplate(Path home, JsonNode template) {
    this.home = home;
    this.template = template;
  }

  /**
   * Reads the template.
   *
   * @param home the repository
   */
  public static StackTemplate in(Path home) {
    try {
      return new StackTemplate(
          home, new YAMLMapper().readTree(home.resolve("template.yaml").toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A function.
   *
   * @param name its logical name, such as {@code PrepareJob}
   * @param handler the class, by its full name
   * @param code the jar
   * @param memoryMegabytes what Lambda gives it
   * @param timeoutSeconds how long Lambda lets it run
   * @param variables what its environment has beside what that of every function has
   */
  public record Function(
      String name,
      String handler,
      Path code,
      int memoryMegabytes,
      int timeoutSeconds,
      JsonNode variables) {
    public Function {
      requireNonNull(name, "name is null");
      requireNonNull(handler, "handler is null");
      requireNonNull(code, "code is null");
      requireNonNull(variables, "variables is null");
    }

    /** The handler itself, in this process. */
    public RequestStreamHandler on(Wiring wiring) {
      try {
        return Class.forName(handler)
            .asSubclass(RequestStreamHandler.class)
            .getConstructor(Wiring.class)
            .newInstance(wiring);
      } catch (ReflectiveOperationException e) {
        throw new LinkageError("the handler of " + name + " is none", e);
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** The functions, in the template's order. */
  public List<Function> functions() {
    return template.path("Resources").properties().stream()
        .filter(it -> it.getValue().path("Type").asText().equals("AWS::Serverless::Function"))
        .map(it -> function(it.getKey(), it.getValue().path("Properties")))
        .toList();
  }

  private Function function(String name, JsonNode properties) {
    return new Function(
        name,
        text(properties, "Handler"),
        home.resolve(text(properties, "CodeUri")),
        properties.path("MemorySize").asInt(globals().path("MemorySize").asInt()),
        properties.path("Timeout").asInt(),
        properties.at(VARIABLES));
  }

  /** The properties of a resource. */
  public JsonNode resource(String name) {
    JsonNode properties = template.path("Resources").path(name).path("Properties");
    if (!properties.isObject()) {
      throw new AssertionError("there is no resource " + name + " in the template");
    }
    return properties;
  }

  /** What Lambda runs them with, such as {@code java25}. */
  public String runtime() {
    return text(globals(), "Runtime");
  }

  /** The processors that Lambda runs them on, such as {@code arm64}. */
  public String architecture() {
    return globals().at("/Architectures/0").asText();
  }

  /** The version of Java that Lambda runs them with. */
  public int javaVersion() {
    return Integer.parseInt(runtime().replaceFirst("^java", ""));
  }

  /** Whether Lambda starts a function from a snapshot. */
  public boolean usesSnapStart(Function function) {
    return resource(function.name()).at("/SnapStart/ApplyOn").asText().equals("PublishedVersions");
  }

  /**
   * The variables of a function's environment with the parameters' defaults, but for empty ones.
   *
   * @param made what CloudFormation would put for the resources that the variables refer to, and
   *     whoever deploys for the parameters without a default, by logical name
   */
  public Map<String, String> environment(Function function, Map<String, String> made) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (JsonNode variables : List.of(globals().at(VARIABLES), function.variables())) {
      variables
          .properties()
          .forEach(it -> environment.put(it.getKey(), value(chosen(it.getValue()).asText(), made)));
    }
    environment.values().removeIf(String::isEmpty);
    return environment;
  }

  /** Of {@code !If}, which is a list here, what its condition leads to. */
  private static JsonNode chosen(JsonNode value) {
    return value.isArray() ? value.path(HOLDING.contains(value.path(0).asText()) ? 1 : 2) : value;
  }

  private String value(String text, Map<String, String> made) {
    if (made.containsKey(text)) {
      return made.get(text);
    }
    if (template.path("Parameters").has(text)) {
      return parameter(text);
    }
    if (template.path("Resources").has(text)) {
      throw new AssertionError("nobody says what stands for the resource " + text);
    }
    return text;
  }

  /** A parameter's default. */
  public String parameter(String name) {
    return text(template.path("Parameters").path(name), "Default");
  }

  private JsonNode globals() {
    return template.at("/Globals/Function");
  }

  private static String text(JsonNode of, String key) {
    if (!of.path(key).isValueNode()) {
      throw new AssertionError("there is no " + key + " in the template where one is expected");
    }
    return of.path(key).asText();
  }
}

package org.rollcall.local.packaged;

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
 * Reads the functions' settings from {@code template.yaml}. The file is read as plain YAML, in
 * which {@code !Ref Users} is the text {@code Users}.
 */
public final class StackTemplate {

  private static final String VARIABLES = "/Environment/Variables";

  /** The name in an ARN that does not refer to the resource. */
  private static final String STATE_MACHINE_NAME = "${AWS::StackName}-update-notify-users";

  /** The conditions of {@code !If} that are true with the default parameters. */
  private static final Set<String> TRUE_CONDITIONS = Set.of("HasStartUrl", "AllowsDirectStarts");

  private final Path home;
  private final JsonNode template;

  private StackTemplate(Path home, JsonNode template) {
    this.home = home;
    this.template = template;
  }

  /**
   * Reads the template.
   *
   * @param home the repository's root folder
   */
  public static StackTemplate read(Path home) {
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
   * @param name the logical ID, such as {@code PrepareJob}
   * @param handler the full name of the class
   * @param code the jar with its code
   * @param variables its environment variables, without the global ones
   */
  public record Function(
      String name,
      String handler,
      Path code,
      int memoryMegabytes,
      int timeoutSeconds,
      JsonNode variables) {

    /** Creates the handler in this process. */
    public RequestStreamHandler createHandler(Wiring wiring) {
      try {
        return Class.forName(handler)
            .asSubclass(RequestStreamHandler.class)
            .getConstructor(Wiring.class)
            .newInstance(wiring);
      } catch (ReflectiveOperationException e) {
        throw new LinkageError("invalid handler of " + name, e);
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** The functions in the order of the template. */
  public List<Function> functions() {
    return template.path("Resources").properties().stream()
        .filter(
            resource ->
                resource.getValue().path("Type").asText().equals("AWS::Serverless::Function"))
        .map(resource -> function(resource.getKey(), resource.getValue().path("Properties")))
        .toList();
  }

  private Function function(String name, JsonNode properties) {
    return new Function(
        name,
        text(properties, "Handler"),
        home.resolve(text(properties, "CodeUri")),
        properties.path("MemorySize").asInt(globalProperties().path("MemorySize").asInt()),
        properties.path("Timeout").asInt(),
        properties.at(VARIABLES));
  }

  /** The properties of the resource with a logical ID. */
  public JsonNode resource(String name) {
    JsonNode properties = template.path("Resources").path(name).path("Properties");
    if (!properties.isObject()) {
      throw new AssertionError("the template has no resource " + name);
    }
    return properties;
  }

  /** The runtime of the functions, such as {@code java25}. */
  public String runtime() {
    return text(globalProperties(), "Runtime");
  }

  /** The architecture of the functions, such as {@code arm64}. */
  public String architecture() {
    return globalProperties().at("/Architectures/0").asText();
  }

  /** The Java version of the runtime. */
  public int javaVersion() {
    return Integer.parseInt(runtime().replaceFirst("^java", ""));
  }

  /** Whether Lambda starts a function from a snapshot. */
  public boolean usesSnapStart(Function function) {
    return resource(function.name()).at("/SnapStart/ApplyOn").asText().equals("PublishedVersions");
  }

  /**
   * A function's environment variables that are not empty, with the default parameters.
   *
   * @param resources the values of resources and of parameters without default value, by logical ID
   */
  public Map<String, String> environment(Function function, Map<String, String> resources) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (JsonNode variables : List.of(globalProperties().at(VARIABLES), function.variables())) {
      variables
          .properties()
          .forEach(
              variable ->
                  environment.put(
                      variable.getKey(),
                      resolveReference(evaluateIf(variable.getValue()).asText(), resources)));
    }
    environment.values().removeIf(String::isEmpty);
    return environment;
  }

  /**
   * Evaluates {@code !If}, which plain YAML reads as a list; returns other values unchanged. A
   * {@code !Join} has no value: stacks without Lambda have no aliases to join.
   */
  private static JsonNode evaluateIf(JsonNode value) {
    return value.isArray()
        ? value.path(TRUE_CONDITIONS.contains(value.path(0).asText()) ? 1 : 2)
        : value;
  }

  /** The value of a resource or a parameter; other text is returned unchanged. */
  private String resolveReference(String text, Map<String, String> resources) {
    if (text.endsWith(":stateMachine:" + STATE_MACHINE_NAME)) {
      return resources.getOrDefault("UpdateNotifyUsers", "");
    }
    if (resources.containsKey(text)) {
      return resources.get(text);
    }
    if (template.path("Parameters").has(text)) {
      return parameter(text);
    }
    if (template.path("Resources").has(text)) {
      throw new AssertionError("no value for the resource " + text);
    }
    return text;
  }

  /** A parameter's default value. */
  public String parameter(String name) {
    return text(template.path("Parameters").path(name), "Default");
  }

  private JsonNode globalProperties() {
    return template.at("/Globals/Function");
  }

  private static String text(JsonNode parent, String key) {
    if (!parent.path(key).isValueNode()) {
      throw new AssertionError("the template has no " + key + " where it is expected");
    }
    return parent.path(key).asText();
  }
}

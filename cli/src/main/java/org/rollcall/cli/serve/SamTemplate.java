package org.rollcall.cli.serve;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The functions of {@code template.yaml}, and the template by which {@code sam local} runs them on
 * a stack that is served. That one is needed since SAM gives a function only those variables that
 * its template declares, and {@code template.yaml} declares none for the addresses of AWS's
 * services.
 */
final class SamTemplate {

  private static final String PROPERTIES = "Properties";

  private final Path home;
  private final JsonNode stack;

  private SamTemplate(Path home, JsonNode stack) {
    this.home = requireNonNull(home, "home is null");
    this.stack = requireNonNull(stack, "stack is null");
  }

  /**
   * Reads {@code template.yaml}.
   *
   * @param home the repository
   */
  static SamTemplate in(Path home) {
    try {
      return new SamTemplate(
          home, new YAMLMapper().readTree(home.resolve("template.yaml").toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The functions' logical names, in the order of the template. */
  List<String> functions() {
    return stack.path("Resources").properties().stream()
        .filter(it -> it.getValue().path("Type").asText().equals("AWS::Serverless::Function"))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The jar of a function. */
  Path jar(String function) {
    return home.resolve(properties(function).path("CodeUri").asText()).toAbsolutePath().normalize();
  }

  /**
   * The template for {@code sam local}, which takes JSON as well as YAML.
   *
   * @param variables the functions' environment
   */
  ObjectNode served(Map<String, String> variables) {
    ObjectNode template = JsonNodeFactory.instance.objectNode();
    template.put("AWSTemplateFormatVersion", "2010-09-09");
    template.put("Transform", "AWS::Serverless-2016-10-31");
    template.put("Description", "Rollcall's functions on a local stack, for sam local.");
    ObjectNode everywhere = template.putObject("Globals").putObject("Function");
    everywhere.setAll(pick(stack.at("/Globals/Function"), "Runtime", "MemorySize"));
    everywhere.putArray("Architectures").add(architecture());
    ObjectNode declared = everywhere.putObject("Environment").putObject("Variables");
    variables.forEach(declared::put);
    ObjectNode resources = template.putObject("Resources");
    for (String function : functions()) {
      ObjectNode resource = resources.putObject(function);
      resource.put("Type", "AWS::Serverless::Function");
      resource
          .putObject(PROPERTIES)
          .put("CodeUri", jar(function).toString())
          .setAll(pick(properties(function), "Handler", "Timeout", "MemorySize"));
    }
    return template;
  }

  private JsonNode properties(String function) {
    return stack.path("Resources").path(function).path(PROPERTIES);
  }

  private static ObjectNode pick(JsonNode from, String... keys) {
    ObjectNode picked = from.deepCopy();
    return picked.retain(keys);
  }

  /** This machine's: a container of another one would be emulated. */
  private static String architecture() {
    return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64";
  }
}

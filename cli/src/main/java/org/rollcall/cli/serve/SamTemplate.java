package org.rollcall.cli.serve;

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
 * Reads the functions of {@code template.yaml}, and creates a template with which {@code sam local}
 * runs them on a served stack. This template is needed because SAM sets only variables that its
 * template declares. {@code template.yaml} does not declare the endpoints of AWS services.
 *
 * @param home the repository's root folder
 */
record SamTemplate(Path home, JsonNode template) {

  private static final String FUNCTION_TYPE = "AWS::Serverless::Function";
  private static final String PROPERTIES = "Properties";

  /**
   * Reads {@code template.yaml}.
   *
   * @param home the repository's root folder
   */
  static SamTemplate read(Path home) {
    try {
      return new SamTemplate(
          home, new YAMLMapper().readTree(home.resolve("template.yaml").toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The logical IDs of the functions, in the order of the template. */
  List<String> functions() {
    return template.path("Resources").properties().stream()
        .filter(resource -> resource.getValue().path("Type").asText().equals(FUNCTION_TYPE))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The jar with a function's code. */
  Path jar(String function) {
    return home.resolve(properties(function).path("CodeUri").asText()).toAbsolutePath().normalize();
  }

  /**
   * Creates the template for {@code sam local}. SAM accepts templates in JSON.
   *
   * @param variables the functions' environment variables
   */
  ObjectNode forSamLocal(Map<String, String> variables) {
    ObjectNode sam = JsonNodeFactory.instance.objectNode();
    sam.put("AWSTemplateFormatVersion", "2010-09-09");
    sam.put("Transform", "AWS::Serverless-2016-10-31");
    sam.put("Description", "Rollcall's functions on a local stack, for sam local.");
    ObjectNode globals = sam.putObject("Globals").putObject("Function");
    globals.setAll(copyOf(template.at("/Globals/Function"), "Runtime", "MemorySize"));
    globals.putArray("Architectures").add(architecture());
    ObjectNode samVariables = globals.putObject("Environment").putObject("Variables");
    variables.forEach(samVariables::put);
    ObjectNode resources = sam.putObject("Resources");
    for (String function : functions()) {
      ObjectNode resource = resources.putObject(function);
      resource.put("Type", FUNCTION_TYPE);
      resource
          .putObject(PROPERTIES)
          .put("CodeUri", jar(function).toString())
          .setAll(copyOf(properties(function), "Handler", "Timeout", "MemorySize"));
    }
    return sam;
  }

  private JsonNode properties(String function) {
    return template.path("Resources").path(function).path(PROPERTIES);
  }

  private static ObjectNode copyOf(JsonNode source, String... keys) {
    ObjectNode copy = source.deepCopy();
    return copy.retain(keys);
  }

  /** The architecture of this machine, because Docker would emulate another one. */
  private static String architecture() {
    return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64";
  }
}

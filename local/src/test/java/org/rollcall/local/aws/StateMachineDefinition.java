package org.rollcall.local.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The state machine's definition.
 *
 * @param text as in the repository, with placeholders such as {@code ${PrepareJobFunctionArn}}
 */
record StateMachineDefinition(String text) {

  private static final List<String> FUNCTIONS =
      List.of("PrepareJob", "UpdateUser", "NotifyUser", "ReportJob");

  /** Replacements that LocalStack's parser needs. */
  private static final Map<String, String> LOCALSTACK =
      Map.of(
          "\"ExecutionType\": \"EXPRESS\"", "\"ExecutionType\": \"STANDARD\"",
          "\"ToleratedFailurePercentage\": 100,", "\"ToleratedFailurePercentage\": 100.0,");

  /**
   * @param home the repository
   */
  static StateMachineDefinition read(Path home) {
    try {
      return new StateMachineDefinition(
          Files.readString(home.resolve("statemachine/update-notify-users.asl.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The values of the definition's placeholders.
   *
   * @param functions the functions' ARNs by their logical names
   */
  static Map<String, String> substitutions(Map<String, String> functions) {
    Map<String, String> substitutions = new LinkedHashMap<>();
    substitutions.put("InvokeFunction", "arn:aws:states:::lambda:invoke");
    substitutions.put("GetObject", "arn:aws:states:::s3:getObject");
    for (String name : FUNCTIONS) {
      substitutions.put(name + "FunctionArn", functions.getOrDefault(name, name));
    }
    return substitutions;
  }

  /** The definition with its placeholders replaced. */
  String with(Map<String, String> substitutions) {
    String complete = text;
    for (var each : substitutions.entrySet()) {
      complete = complete.replace("${" + each.getKey() + "}", each.getValue());
    }
    return complete;
  }

  /**
   * The definition for LocalStack's interpreter, which moto also uses. Its parser does not support
   * children of type {@code EXPRESS} and percentages that are whole numbers. The interpreter
   * ignores the percentage: a map with a failed child fails, and the catcher leads to the report.
   */
  StateMachineDefinition forLocalStack() {
    String adapted = text;
    for (var each : LOCALSTACK.entrySet()) {
      if (!adapted.contains(each.getKey())) {
        throw new AssertionError("the definition has no " + each.getKey());
      }
      adapted = adapted.replace(each.getKey(), each.getValue());
    }
    return new StateMachineDefinition(adapted);
  }
}

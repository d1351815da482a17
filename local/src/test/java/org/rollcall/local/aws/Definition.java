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
 * @param text as in the repository, with {@code ${PrepareJobFunctionArn}} and the like in it
 */
record Definition(String text) {

  private static final List<String> FUNCTIONS =
      List.of("PrepareJob", "UpdateUser", "NotifyUser", "ReportJob");

  /** What stands in the definition and what LocalStack's parser takes in its place. */
  private static final Map<String, String> LOCALSTACK =
      Map.of(
          "\"ExecutionType\": \"EXPRESS\"", "\"ExecutionType\": \"STANDARD\"",
          "\"ToleratedFailurePercentage\": 100,", "\"ToleratedFailurePercentage\": 100.0,");

  /**
   * @param home the repository
   */
  static Definition in(Path home) {
    try {
      return new Definition(
          Files.readString(home.resolve("statemachine/update-notify-users.asl.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What stands for the names in the definition.
   *
   * @param functions the functions' ARNs by their logical names
   */
  static Map<String, String> substitutions(Map<String, String> functions) {
    Map<String, String> substitutions = new LinkedHashMap<>();
    for (String name : FUNCTIONS) {
      substitutions.put(name + "FunctionArn", functions.getOrDefault(name, name));
    }
    return substitutions;
  }

  /** The definition with its names replaced. */
  String with(Map<String, String> substitutions) {
    String complete = text;
    for (var each : substitutions.entrySet()) {
      complete = complete.replace("${" + each.getKey() + "}", each.getValue());
    }
    return complete;
  }

  /**
   * The same for the interpreter of LocalStack, which moto has too. Its parser knows no children of
   * the type {@code EXPRESS}, and no percentage that is a whole number. (It takes note of the
   * percentage and goes by none: a map with a failed child fails, and the catcher leads to the
   * report all the same.)
   */
  Definition forLocalStack() {
    String adapted = text;
    for (var each : LOCALSTACK.entrySet()) {
      if (!adapted.contains(each.getKey())) {
        throw new AssertionError("there is no " + each.getKey() + " in the definition any more");
      }
      adapted = adapted.replace(each.getKey(), each.getValue());
    }
    return new Definition(adapted);
  }
}

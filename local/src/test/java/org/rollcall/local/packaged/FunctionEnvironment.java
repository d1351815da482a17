package org.rollcall.local.packaged;

import java.util.LinkedHashMap;
import java.util.Map;
import org.rollcall.lambda.Settings;
import org.rollcall.local.ServedStack;
import org.rollcall.local.packaged.StackTemplate.Function;

/** Creates the environment variables of a function that runs in a separate process. */
public final class FunctionEnvironment {

  private FunctionEnvironment() {}

  /**
   * Creates the variables, without those that Lambda sets.
   *
   * @param settings the settings of the stack's functions
   */
  public static Map<String, String> create(
      ServedStack stack, Settings settings, StackTemplate template, Function function) {
    Map<String, String> environment =
        new LinkedHashMap<>(template.environment(function, resources(settings)));
    environment.putAll(stack.environment());
    // Containers may need a host name instead of an IP address.
    environment.put("AWS_ENDPOINT_URL_S3", "http://localhost:" + stack.s3().getPort());
    environment.put(
        "AWS_LAMBDA_INITIALIZATION_TYPE",
        template.usesSnapStart(function) ? "snap-start" : "on-demand");
    return environment;
  }

  /** The stack's resources by their logical IDs in the template. */
  public static Map<String, String> resources(Settings settings) {
    return Map.of(
        "Users", settings.tableName(),
        "Links", settings.linkTableName(),
        "Bucket", settings.bucketName(),
        "PasswordKey", settings.passwordKeyId(),
        "Sender", settings.sender().orElseThrow(),
        "LetterEvents", settings.configurationSet().orElseThrow(),
        "UpdateNotifyUsers", settings.stateMachineArn().orElseThrow());
  }
}

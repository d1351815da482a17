package org.rollcall.local.packaged;

import java.util.LinkedHashMap;
import java.util.Map;
import org.rollcall.lambda.Settings;
import org.rollcall.local.ServedStack;
import org.rollcall.local.packaged.StackTemplate.Function;

/** The environment of a function in a process of its own that runs on a local stack. */
public final class FunctionEnvironment {

  private FunctionEnvironment() {}

  /**
   * The environment, beside what Lambda puts there for itself.
   *
   * @param settings those of the stack's own functions
   */
  public static Map<String, String> on(
      ServedStack stack, Settings settings, StackTemplate template, Function function) {
    Map<String, String> environment =
        new LinkedHashMap<>(template.environment(function, made(settings)));
    environment.putAll(stack.environment());
    // A name and no number, as containers may have to go by.
    environment.put("AWS_ENDPOINT_URL_S3", "http://localhost:" + stack.s3().getPort());
    environment.put(
        "AWS_LAMBDA_INITIALIZATION_TYPE",
        template.usesSnapStart(function) ? "snap-start" : "on-demand");
    return environment;
  }

  /** The stack's things by the names that they have in the template. */
  public static Map<String, String> made(Settings settings) {
    return Map.of(
        "Users", settings.tableName(),
        "Bucket", settings.bucketName(),
        "PasswordKey", settings.passwordKeyId(),
        "Sender", settings.sender().orElseThrow(),
        "LetterEvents", settings.configurationSet().orElseThrow(),
        "UpdateNotifyUsers", settings.stateMachineArn().orElseThrow());
  }
}

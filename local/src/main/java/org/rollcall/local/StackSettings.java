package org.rollcall.local;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.rollcall.local.endpoint.kms.KmsService;
import org.rollcall.local.stack.DataFolder;
import org.rollcall.local.stack.EmbeddedDynamoDb;
import org.rollcall.local.stack.EmbeddedS3;
import org.rollcall.local.states.execution.StateMachineIdentity;

/** The fixed settings of a local stack: its names, its parameters and its outputs. */
public final class StackSettings {

  static final String REGION = "us-east-1";

  static final StateMachineIdentity STATE_MACHINE =
      new StateMachineIdentity(REGION, "000000000000", "rollcall-update-notify-users");

  /** The state machine that starts jobs for schedules. */
  static final StateMachineIdentity SCHEDULE_STATE_MACHINE =
      new StateMachineIdentity(REGION, STATE_MACHINE.account(), "rollcall-start-scheduled-job");

  /** The sender of letters whose type names none. */
  public static final String SENDER = "library@example.edu";

  /** How long a temporary password is valid. */
  public static final Duration CREDENTIAL_LIFETIME = Duration.ofDays(30);

  /** How long a sign-in link is valid. */
  public static final Duration LINK_LIFETIME = Duration.ofDays(3);

  /** How long a sign-in link in a printed letter is valid. */
  public static final Duration PRINTED_LINK_LIFETIME = Duration.ofDays(21);

  private static final String CONFIGURATION_SET = "rollcall";

  /** Chunks that run at the same time. The same as on AWS, so that the mail rate is the same. */
  private static final int MAX_CONCURRENCY = 40;

  /**
   * Without letters, chunks only wait for the one thread of the database. The fewer wait for it at
   * the same time, the more users of a chunk are reached in its time, also on a busy machine.
   */
  private static final int MAX_CONCURRENCY_WITHOUT_LETTERS = 4;

  private StackSettings() {}

  /** The environment variables of the functions. On AWS, the template sets them. */
  public static Map<String, String> functionVariables() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("TABLE_NAME", EmbeddedDynamoDb.TABLE);
    variables.put("LINK_TABLE_NAME", EmbeddedDynamoDb.LINK_TABLE);
    variables.put("BUCKET_NAME", EmbeddedS3.BUCKET);
    variables.put("PASSWORD_KEY_ID", KmsService.KEY_ALIAS);
    variables.put("SENDER", SENDER);
    variables.put("CREDENTIAL_DAYS", Long.toString(CREDENTIAL_LIFETIME.toDays()));
    variables.put("PRINTED_LINK_DAYS", Long.toString(PRINTED_LINK_LIFETIME.toDays()));
    variables.put("LINK_HOURS", Long.toString(LINK_LIFETIME.toHours()));
    variables.put("MAX_CONCURRENCY", Integer.toString(MAX_CONCURRENCY));
    variables.put(
        "MAX_CONCURRENCY_WITHOUT_LETTERS", Integer.toString(MAX_CONCURRENCY_WITHOUT_LETTERS));
    variables.put("PREVIEW_DAYS", "14");
    variables.put("JOB_RETENTION_DAYS", "365");
    // Functions run in the process of their execution, and end soon after it was stopped.
    variables.put("DRAIN_SECONDS", "0");
    variables.put("CONFIGURATION_SET", CONFIGURATION_SET);
    variables.put("START_JOBS_ONLY_BY_IDENTITY", "false");
    variables.put("SCHEDULED_JOB_BY_ONE_PERSON", "false");
    variables.put("STATE_MACHINE_ARN", STATE_MACHINE.stateMachineArn());
    return variables;
  }

  /** The template's parameters that clients of a stack read. */
  static Map<String, String> parameters() {
    return Map.of(
        "Sender", SENDER,
        "CredentialDays", Long.toString(CREDENTIAL_LIFETIME.toDays()),
        "LinkHours", Long.toString(LINK_LIFETIME.toHours()));
  }

  /**
   * The template's outputs, and {@code DataFolder}. Clients recognize a local stack by {@code
   * DataFolder}.
   */
  static Map<String, String> outputs(DataFolder folder) {
    return Map.of(
        "DataFolder", folder.path().toString(),
        "StateMachineArn", STATE_MACHINE.stateMachineArn(),
        "StartScheduledJobArn", SCHEDULE_STATE_MACHINE.stateMachineArn(),
        "BucketName", EmbeddedS3.BUCKET,
        "TableName", EmbeddedDynamoDb.TABLE,
        "LinkTableName", EmbeddedDynamoDb.LINK_TABLE,
        "ReportJobFunctionArn", functionArn("ReportJob"),
        "PrintLettersFunctionArn", functionArn("PrintLetters"),
        "RecordDeliveryFunctionArn", functionArn("RecordDelivery"),
        "CheckCredentialFunctionArn", functionArn("CheckCredential"));
  }

  private static String functionArn(String name) {
    return "arn:aws:lambda:%s:%s:function:%s".formatted(REGION, STATE_MACHINE.account(), name);
  }
}

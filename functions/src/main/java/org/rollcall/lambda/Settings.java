package org.rollcall.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rollcall.json.Json;
import org.rollcall.prepare.JobPreparation;
import org.rollcall.prepare.StartPolicy;
import org.rollcall.start.Executions;

/**
 * The functions' settings, from the stack's environment variables.
 *
 * @param tableName the users' table
 * @param linkTableName the table of sign-in links
 * @param passwordKeyId the KMS key of temporary passwords
 * @param sender the sender of letters that do not name a sender
 * @param configurationSet the configuration set of SES
 * @param credentialLifetime how long temporary passwords are valid
 * @param linkHours for how many hours sign-in links are valid; only for the function that accepts
 *     jobs
 * @param printedLinkLifetime how long sign-in links in printed letters are valid; only for the
 *     function that prints letters
 * @param maxConcurrency the maximum number of chunks that run at the same time
 * @param maxConcurrencyWithoutLetters the same for a job without letters
 * @param previewDays for how many days a preview can be confirmed, at most until its folder is
 *     deleted; only for the function that accepts jobs
 * @param retentionDays for how many days jobs are kept; only for the function that accepts jobs
 * @param drainTime how long functions may continue after their execution has ended
 * @param startPolicy how jobs may be started; only for the function that accepts jobs
 * @param snapshotFunctions the ARNs of the functions that start from snapshots and that every job
 *     needs; only for the function that accepts jobs
 * @param letterSnapshotFunctions those that only a job with letters needs
 * @param stateMachineArn the state machine of the jobs; only for the functions that start, accept
 *     and report jobs
 */
public record Settings(
    String tableName,
    String linkTableName,
    String bucketName,
    String passwordKeyId,
    Optional<String> sender,
    Optional<String> configurationSet,
    Duration credentialLifetime,
    int linkHours,
    Duration printedLinkLifetime,
    int maxConcurrency,
    int maxConcurrencyWithoutLetters,
    int previewDays,
    int retentionDays,
    Duration drainTime,
    Optional<StartPolicy> startPolicy,
    List<String> snapshotFunctions,
    List<String> letterSnapshotFunctions,
    Optional<String> stateMachineArn) {

  private static final String START_POLICY = "START_JOBS_ONLY_BY_IDENTITY";
  private static final String ONE_PERSON = "SCHEDULED_JOB_BY_ONE_PERSON";

  /** A letter names the day on which its link expires, so that less than a day makes no sense. */
  private static final int MIN_LINK_HOURS = 24;

  private static final int DEFAULT_CREDENTIAL_DAYS = 30;
  private static final int DEFAULT_LINK_HOURS = 72;
  private static final int DEFAULT_PRINTED_LINK_DAYS = 21;
  private static final int DEFAULT_MAX_CONCURRENCY = 40;
  private static final int DEFAULT_PREVIEW_DAYS = 14;
  private static final int DEFAULT_RETENTION_DAYS = Integer.MAX_VALUE;

  public Settings {
    if (credentialLifetime.toDays() < 1) {
      throw new IllegalArgumentException("CREDENTIAL_DAYS must be at least 1");
    }
    if (linkHours < MIN_LINK_HOURS) {
      throw new IllegalArgumentException("LINK_HOURS must be at least " + MIN_LINK_HOURS);
    }
    if (printedLinkLifetime.toDays() < 1) {
      throw new IllegalArgumentException("PRINTED_LINK_DAYS must be at least 1");
    }
    if (Math.min(maxConcurrency, maxConcurrencyWithoutLetters) < 1) {
      throw new IllegalArgumentException(
          "MAX_CONCURRENCY and MAX_CONCURRENCY_WITHOUT_LETTERS must be at least 1");
    }
    if (previewDays < 1) {
      throw new IllegalArgumentException("PREVIEW_DAYS and JOB_RETENTION_DAYS must be at least 1");
    }
  }

  /**
   * Reads the settings from environment variables.
   *
   * @throws IllegalArgumentException if a required variable is missing, or a value is not a valid
   *     number, true or false, or JSON
   */
  public static Settings of(Map<String, String> environment) {
    int maxConcurrency = number(environment, "MAX_CONCURRENCY", DEFAULT_MAX_CONCURRENCY);
    return new Settings(
        required(environment, "TABLE_NAME"),
        required(environment, "LINK_TABLE_NAME"),
        required(environment, "BUCKET_NAME"),
        required(environment, "PASSWORD_KEY_ID"),
        optional(environment, "SENDER"),
        optional(environment, "CONFIGURATION_SET"),
        Duration.ofDays(number(environment, "CREDENTIAL_DAYS", DEFAULT_CREDENTIAL_DAYS)),
        number(environment, "LINK_HOURS", DEFAULT_LINK_HOURS),
        Duration.ofDays(number(environment, "PRINTED_LINK_DAYS", DEFAULT_PRINTED_LINK_DAYS)),
        maxConcurrency,
        number(environment, "MAX_CONCURRENCY_WITHOUT_LETTERS", maxConcurrency),
        Math.min(
            number(environment, "PREVIEW_DAYS", DEFAULT_PREVIEW_DAYS),
            number(environment, "JOB_RETENTION_DAYS", DEFAULT_RETENTION_DAYS)),
        number(environment, "JOB_RETENTION_DAYS", DEFAULT_RETENTION_DAYS),
        Duration.ofSeconds(
            number(environment, "DRAIN_SECONDS", (int) Executions.DRAIN_TIME.toSeconds())),
        startPolicy(environment),
        list(environment, "SNAPSHOT_FUNCTIONS"),
        list(environment, "LETTER_SNAPSHOT_FUNCTIONS"),
        optional(environment, "STATE_MACHINE_ARN"));
  }

  /**
   * The rules by which jobs are accepted.
   *
   * @throws IllegalArgumentException if the environment does not say how jobs may be started; then
   *     no job is accepted
   */
  JobPreparation.Rules rules() {
    return new JobPreparation.Rules(
        sender,
        credentialLifetime,
        linkHours,
        maxConcurrency,
        maxConcurrencyWithoutLetters,
        previewDays,
        retentionDays,
        startPolicy.orElseThrow(() -> missing(START_POLICY)));
  }

  /**
   * The state machine's ARN.
   *
   * @throws IllegalArgumentException if it is missing from the environment
   */
  String requiredStateMachineArn() {
    return stateMachineArn.orElseThrow(() -> missing("STATE_MACHINE_ARN"));
  }

  private static Optional<StartPolicy> startPolicy(Map<String, String> environment) {
    Optional<JsonNode> scheduled = job(environment, "SCHEDULED_JOB");
    boolean isExempt = flag(ONE_PERSON, optional(environment, ONE_PERSON).orElse("false"));
    return optional(environment, START_POLICY)
        .map(value -> new StartPolicy(flag(START_POLICY, value), scheduled, isExempt));
  }

  private static boolean flag(String name, String value) {
    if (!value.equals("true") && !value.equals("false")) {
      throw new IllegalArgumentException(name + " must be true or false");
    }
    return value.equals("true");
  }

  private static Optional<JsonNode> job(Map<String, String> environment, String name) {
    try {
      Optional<String> job = optional(environment, name);
      return job.isEmpty() ? Optional.empty() : Optional.of(Json.MAPPER.readTree(job.get()));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(name + " must be JSON", e);
    }
  }

  private static List<String> list(Map<String, String> environment, String name) {
    return optional(environment, name).map(names -> List.of(names.split(","))).orElse(List.of());
  }

  private static Optional<String> optional(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  private static String required(Map<String, String> environment, String name) {
    return optional(environment, name).orElseThrow(() -> missing(name));
  }

  private static IllegalArgumentException missing(String name) {
    return new IllegalArgumentException(name + " is missing from the environment");
  }

  private static int number(Map<String, String> environment, String name, int defaultValue) {
    try {
      return optional(environment, name).map(Integer::valueOf).orElse(defaultValue);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " must be a whole number", e);
    }
  }
}

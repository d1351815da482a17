package org.rollcall.lambda;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.rollcall.json.Json;
import org.rollcall.prepare.JobPreparation;
import org.rollcall.prepare.StartPolicy;

/**
 * What the stack tells its functions.
 *
 * @param passwordKeyId the KMS key of temporary passwords
 * @param sender who letters come from that do not say
 * @param configurationSet SES's configuration set
 * @param credentialsLast how long temporary passwords are good
 * @param maxConcurrency the most chunks that may run at once
 * @param gate how jobs may be started, for whoever accepts them
 * @param stateMachineArn the state machine of the jobs, for whoever starts one
 */
public record Settings(
    String tableName,
    String bucketName,
    String passwordKeyId,
    Optional<String> sender,
    Optional<String> configurationSet,
    Duration credentialsLast,
    int maxConcurrency,
    Optional<StartPolicy> gate,
    Optional<String> stateMachineArn) {

  private static final String GATE = "START_JOBS_ONLY_BY_IDENTITY";

  private static final int CREDENTIAL_DAYS = 30;
  private static final int MAX_CONCURRENCY = 40;

  public Settings {
    requireNonNull(tableName, "tableName is null");
    requireNonNull(bucketName, "bucketName is null");
    requireNonNull(passwordKeyId, "passwordKeyId is null");
    requireNonNull(sender, "sender is null");
    requireNonNull(configurationSet, "configurationSet is null");
    requireNonNull(gate, "gate is null");
    requireNonNull(stateMachineArn, "stateMachineArn is null");
    if (credentialsLast.toDays() < 1) {
      throw new IllegalArgumentException("CREDENTIAL_DAYS must be at least 1");
    }
    if (maxConcurrency < 1) {
      throw new IllegalArgumentException("MAX_CONCURRENCY must be at least 1");
    }
  }

  /**
   * Reads the settings from environment variables.
   *
   * @throws IllegalArgumentException if one is missing or is no number, truth or JSON where it
   *     should be
   */
  public static Settings of(Map<String, String> environment) {
    return new Settings(
        required(environment, "TABLE_NAME"),
        required(environment, "BUCKET_NAME"),
        required(environment, "PASSWORD_KEY_ID"),
        optional(environment, "SENDER"),
        optional(environment, "CONFIGURATION_SET"),
        Duration.ofDays(number(environment, "CREDENTIAL_DAYS", CREDENTIAL_DAYS)),
        number(environment, "MAX_CONCURRENCY", MAX_CONCURRENCY),
        gate(environment),
        optional(environment, "STATE_MACHINE_ARN"));
  }

  /**
   * What jobs are accepted by.
   *
   * @throws IllegalArgumentException if this function was not told who may start them: then nobody
   */
  JobPreparation.Rules rules() {
    return new JobPreparation.Rules(
        sender, credentialsLast, maxConcurrency, gate.orElseThrow(() -> missing(GATE)));
  }

  /**
   * The state machine's ARN.
   *
   * @throws IllegalArgumentException if this function was not told
   */
  String requiredStateMachineArn() {
    return stateMachineArn.orElseThrow(() -> missing("STATE_MACHINE_ARN"));
  }

  private static Optional<StartPolicy> gate(Map<String, String> environment) {
    Optional<JsonNode> scheduled = optional(environment, "SCHEDULED_JOB").map(Settings::json);
    return optional(environment, GATE).map(only -> new StartPolicy(truth(only), scheduled));
  }

  private static boolean truth(String only) {
    if (!only.equals("true") && !only.equals("false")) {
      throw new IllegalArgumentException(GATE + " must be true or false");
    }
    return only.equals("true");
  }

  private static JsonNode json(String job) {
    try {
      return Json.MAPPER.readTree(job);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("SCHEDULED_JOB must be JSON", e);
    }
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

  private static int number(Map<String, String> environment, String name, int otherwise) {
    try {
      return optional(environment, name).map(Integer::valueOf).orElse(otherwise);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " must be a whole number", e);
    }
  }
}

package org.rollcall.lambda;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.rollcall.job.Preparation;

/**
 * What the stack tells its functions.
 *
 * @param passwordKeyId the KMS key of temporary passwords
 * @param sender who letters come from that do not say
 * @param configurationSet SES's configuration set
 * @param credentialsLast how long temporary passwords are good
 * @param maxConcurrency the most chunks that may run at once
 */
public record Settings(
    String tableName,
    String bucketName,
    String passwordKeyId,
    Optional<String> sender,
    Optional<String> configurationSet,
    Duration credentialsLast,
    int maxConcurrency) {

  private static final int CREDENTIAL_DAYS = 30;
  private static final int MAX_CONCURRENCY = 40;

  public Settings {
    requireNonNull(tableName, "tableName is null");
    requireNonNull(bucketName, "bucketName is null");
    requireNonNull(passwordKeyId, "passwordKeyId is null");
    requireNonNull(sender, "sender is null");
    requireNonNull(configurationSet, "configurationSet is null");
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
   * @throws IllegalArgumentException if one is missing or is no number where it should be
   */
  public static Settings of(Map<String, String> environment) {
    return new Settings(
        required(environment, "TABLE_NAME"),
        required(environment, "BUCKET_NAME"),
        required(environment, "PASSWORD_KEY_ID"),
        optional(environment, "SENDER"),
        optional(environment, "CONFIGURATION_SET"),
        Duration.ofDays(number(environment, "CREDENTIAL_DAYS", CREDENTIAL_DAYS)),
        number(environment, "MAX_CONCURRENCY", MAX_CONCURRENCY));
  }

  Preparation.Rules rules() {
    return new Preparation.Rules(sender, credentialsLast, maxConcurrency);
  }

  private static Optional<String> optional(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  private static String required(Map<String, String> environment, String name) {
    return optional(environment, name)
        .orElseThrow(() -> new IllegalArgumentException(name + " is missing from the environment"));
  }

  private static int number(Map<String, String> environment, String name, int otherwise) {
    try {
      return optional(environment, name).map(Integer::valueOf).orElse(otherwise);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " must be a whole number", e);
    }
  }
}

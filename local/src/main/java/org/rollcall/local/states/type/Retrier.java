package org.rollcall.local.states.type;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.rollcall.local.states.definition.DefinitionFields;
import org.rollcall.local.states.expression.IntegerRange;

/**
 * A retry policy.
 *
 * @param errors the error names to which the policy applies
 * @param baseDelay the delay before the first retry, in seconds
 * @param maxAttempts the maximum number of retries
 * @param backoffRate the factor by which the delay grows with each retry
 * @param maxDelay the maximum delay, in seconds
 * @param jitter whether each delay is a random value between 0 and the calculated delay
 */
record Retrier(
    Set<String> errors,
    long baseDelay,
    long maxAttempts,
    double backoffRate,
    long maxDelay,
    boolean jitter) {

  private static final long MAX_DELAY_SECONDS = 31_622_400;

  static Retrier read(DefinitionFields fields) {
    try (fields) {
      return new Retrier(
          ErrorNames.read(fields),
          fields.integer("IntervalSeconds", new IntegerRange(1, 99_999_999), 1),
          fields.integer("MaxAttempts", new IntegerRange(0, 99_999_999), 3),
          fields.number("BackoffRate", 1, 2),
          fields.integer(
              "MaxDelaySeconds", new IntegerRange(1, MAX_DELAY_SECONDS), MAX_DELAY_SECONDS),
          fields.choice("JitterStrategy", List.of("NONE", "FULL"), "NONE").equals("FULL"));
    }
  }

  /**
   * The delay before the next retry.
   *
   * @param retryCount the number of retries so far
   */
  Duration delay(int retryCount, RandomGenerator random) {
    double seconds = Math.min((double) maxDelay, baseDelay * Math.pow(backoffRate, retryCount));
    return Duration.ofMillis(Math.round(1000 * (jitter ? random.nextDouble() * seconds : seconds)));
  }
}

package org.rollcall.local.states.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.rollcall.local.states.expression.ValueType;

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
    ErrorNames errors,
    long baseDelay,
    long maxAttempts,
    double backoffRate,
    long maxDelay,
    boolean jitter) {

  private static final long MAX_DELAY_SECONDS = 31_622_400;

  private static final ValueType BACKOFF_RATE =
      new ValueType("number", "a number of at least 1.0", value -> value.doubleValue() >= 1);

  static Retrier read(Fields fields) {
    return new Retrier(
        ErrorNames.read(fields),
        integer(fields, "IntervalSeconds", 1, 99_999_999, 1),
        integer(fields, "MaxAttempts", 0, 99_999_999, 3),
        fields.optional("BackoffRate", BACKOFF_RATE).map(JsonNode::doubleValue).orElse(2.0),
        integer(fields, "MaxDelaySeconds", 1, MAX_DELAY_SECONDS, MAX_DELAY_SECONDS),
        fields
            .optional("JitterStrategy", ValueType.oneOf("NONE", "FULL"))
            .filter(strategy -> strategy.textValue().equals("FULL"))
            .isPresent());
  }

  private static long integer(Fields fields, String field, long min, long max, long defaultValue) {
    return fields
        .optional(field, ValueType.integer(min, max))
        .map(JsonNode::longValue)
        .orElse(defaultValue);
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

package org.rollcall.local.states.type;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.rollcall.local.states.definition.DefinitionFields;
import org.rollcall.local.states.expression.IntegerRange;

/**
 * When and how often to try again.
 *
 * @param errors the errors this is for
 * @param interval before the first further attempt, in seconds
 * @param attempts most further attempts
 * @param backoff by how much the delay grows with every attempt
 * @param longest delay, in seconds
 * @param jitter whether the delay is drawn evenly from nothing to what it would be
 */
record Retrier(
    Set<String> errors,
    long interval,
    long attempts,
    double backoff,
    long longest,
    boolean jitter) {

  private static final long LONGEST_DELAY = 31_622_400;

  static Retrier read(DefinitionFields fields) {
    try (fields) {
      return new Retrier(
          ErrorNames.read(fields),
          fields.integer("IntervalSeconds", new IntegerRange(1, 99_999_999), 1),
          fields.integer("MaxAttempts", new IntegerRange(0, 99_999_999), 3),
          fields.number("BackoffRate", 1, 2),
          fields.integer("MaxDelaySeconds", new IntegerRange(1, LONGEST_DELAY), LONGEST_DELAY),
          fields.choice("JitterStrategy", List.of("NONE", "FULL"), "NONE").equals("FULL"));
    }
  }

  /**
   * The time to wait before a further attempt.
   *
   * @param made further attempts already made
   */
  Duration delay(int made, RandomGenerator random) {
    double seconds = Math.min((double) longest, interval * Math.pow(backoff, made));
    return Duration.ofMillis(Math.round(1000 * (jitter ? random.nextDouble() * seconds : seconds)));
  }
}

package org.rollcall.local.states.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.rollcall.local.states.execution.StateExecution;
import org.rollcall.local.states.execution.StateFailedException;
import org.rollcall.local.states.expression.ValueType;

/**
 * The attempts of a Task or a Map to produce its result. Catchers are used when no retrier applies
 * any more.
 *
 * @param exit the exit after a result
 */
record Attempts(List<Retrier> retriers, List<Catcher> catchers, Exit exit) {

  /** The exit for certain errors. */
  record Catcher(ErrorNames errors, Exit exit) {

    static Catcher read(Fields fields) {
      return new Catcher(
          ErrorNames.read(fields),
          Exit.read(fields, Optional.of(fields.text("Next")), "errorOutput"));
    }
  }

  /** Produces the result of a state. */
  @FunctionalInterface
  interface Work {
    JsonNode result(StateExecution execution) throws StateFailedException, InterruptedException;
  }

  static Attempts read(Fields fields) {
    List<Retrier> retriers = fields.objects("Retry", Retrier::read);
    List<Catcher> catchers = fields.objects("Catch", Catcher::read);
    ErrorNames.requireAllLast(fields, "Retry", retriers.stream().map(Retrier::errors).toList());
    ErrorNames.requireAllLast(fields, "Catch", catchers.stream().map(Catcher::errors).toList());
    return new Attempts(retriers, catchers, Exit.readNextOrEnd(fields, "result"));
  }

  List<Exit> exits() {
    return Stream.concat(Stream.of(exit), catchers.stream().map(Catcher::exit)).toList();
  }

  State.Transition run(StateExecution execution, Work work)
      throws StateFailedException, InterruptedException {
    int[] retryCounts = new int[retriers.size()];
    StateExecution attempt = execution;
    for (int retryCount = 1; ; retryCount++) {
      try {
        JsonNode result = work.result(attempt);
        return exit.transition(attempt.with("result", result), result, "");
      } catch (StateFailedException error) {
        Optional<Retrier> retrier =
            retriers.stream().filter(candidate -> candidate.errors().match(error)).findFirst();
        int index = retrier.map(retriers::indexOf).orElse(0);
        if (retrier.isEmpty() || retryCounts[index] >= retrier.get().maxAttempts()) {
          return runCatcher(attempt, error);
        }
        attempt
            .services()
            .time()
            .sleep(retrier.get().delay(retryCounts[index]++, attempt.services().random()));
        attempt = execution.withRetryCount(retryCount);
      }
    }
  }

  private State.Transition runCatcher(StateExecution execution, StateFailedException error)
      throws StateFailedException {
    for (int i = 0; i < catchers.size(); i++) {
      if (catchers.get(i).errors.match(error)) {
        return catchers
            .get(i)
            .exit
            .transition(
                execution.with("errorOutput", error.errorOutput()),
                error.errorOutput(),
                "Catch[" + i + "]/");
      }
    }
    throw error;
  }

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

    private static long integer(
        Fields fields, String field, long min, long max, long defaultValue) {
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
      return Duration.ofMillis(
          Math.round(1000 * (jitter ? random.nextDouble() * seconds : seconds)));
    }
  }
}

package org.rollcall.local.states.services;

import static java.util.Objects.requireNonNull;

import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * The services that executions use.
 *
 * @param random the source of the jitter of retries; used from many threads
 */
public record ExecutionServices(
    TaskRunner taskRunner, S3Objects objects, Time time, RandomGenerator random) {
  public ExecutionServices {
    requireNonNull(taskRunner, "taskRunner is null");
    requireNonNull(objects, "objects is null");
    requireNonNull(time, "time is null");
    requireNonNull(random, "random is null");
  }

  /** Services with the system clock. */
  public static ExecutionServices of(LambdaFunctions functions, S3Objects objects) {
    Time time = new SystemTime();
    return new ExecutionServices(
        new LambdaTaskRunner(functions, time), objects, time, new Random());
  }
}

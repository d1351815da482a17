package org.rollcall.local.states.execution;

import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * The external services that executions use.
 *
 * @param objects reads S3 objects
 * @param random creates the jitter of retry delays; must be thread-safe
 */
public record ExecutionServices(
    TaskRunner taskRunner, S3Objects objects, Time time, RandomGenerator random) {

  /** Creates services that invoke Lambda functions and use the system clock. */
  public static ExecutionServices of(LambdaFunctions functions, S3Objects objects) {
    Time time = new SystemTime();
    return new ExecutionServices(
        new LambdaTaskRunner(functions, time), objects, time, new Random());
  }
}

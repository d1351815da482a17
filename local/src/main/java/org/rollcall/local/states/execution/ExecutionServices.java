package org.rollcall.local.states.execution;

import java.time.Clock;
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

  /** These services with another runner of tasks. */
  public ExecutionServices withTaskRunner(TaskRunner other) {
    return new ExecutionServices(other, objects, time, random);
  }

  /** Creates services that invoke Lambda functions and wait in real time. */
  public static ExecutionServices of(LambdaFunctions functions, S3Objects objects, Clock clock) {
    Time time = new SystemTime(clock);
    return new ExecutionServices(
        new LambdaTaskRunner(functions, time), objects, time, new Random());
  }
}

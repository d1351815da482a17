package org.rollcall.local.states.services;

import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * What executions need from outside.
 *
 * @param random draws the jitter of retries; used from many threads
 */
public record ExecutionServices(
    TaskRunner tasks, S3Objects objects, Time time, RandomGenerator random) {

  /** The world of real time and chance. */
  public static ExecutionServices of(LambdaFunctions functions, S3Objects objects) {
    Time time = new SystemTime();
    return new ExecutionServices(
        new LambdaTaskRunner(functions, time), objects, time, new Random());
  }
}

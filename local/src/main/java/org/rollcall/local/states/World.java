package org.rollcall.local.states;

import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * What executions need from outside.
 *
 * @param random draws the jitter of retries; used from many threads
 */
public record World(Tasks tasks, S3Objects objects, Time time, RandomGenerator random) {

  /** The world of real time and chance. */
  public static World of(Functions functions, S3Objects objects) {
    Time time = new SystemTime();
    return new World(new LambdaTasks(functions, time), objects, time, new Random());
  }
}

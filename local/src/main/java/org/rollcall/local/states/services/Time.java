package org.rollcall.local.states.services;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeoutException;
import org.rollcall.local.states.data.StateFailedException;

/** The clock, and everything that waits. */
public interface Time {

  /** Something that takes its time. */
  @FunctionalInterface
  interface Work<T> {

    /** Does the work, to its end. */
    T result() throws StateFailedException;
  }

  /** The time it is. */
  Instant now();

  /**
   * Waits.
   *
   * @throws InterruptedException if the execution is stopped meanwhile
   */
  void sleep(Duration duration) throws InterruptedException;

  /**
   * Waits for the work's result, but no longer than the limit. Work that is no longer waited for is
   * not disturbed: a Lambda function, too, goes on when nobody waits for it.
   *
   * @throws TimeoutException if the limit is over first
   * @throws InterruptedException if the execution is stopped meanwhile
   */
  <T> T within(Duration limit, Work<T> work)
      throws StateFailedException, TimeoutException, InterruptedException;
}

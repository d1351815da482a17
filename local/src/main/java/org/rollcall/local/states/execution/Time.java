package org.rollcall.local.states.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeoutException;

/** The clock of executions, with delays and timeouts. */
public interface Time {

  /**
   * An operation with a timeout.
   *
   * @param <T> the type of the result
   */
  @FunctionalInterface
  interface Operation<T> {

    /** Runs the operation and returns its result. */
    T run() throws StateFailedException;
  }

  /** The current time. */
  Instant now();

  /**
   * Waits.
   *
   * @throws InterruptedException if the execution is stopped
   */
  void sleep(Duration duration) throws InterruptedException;

  /**
   * Waits for the result of an operation. After a timeout or an interrupt the operation continues,
   * as a Lambda function does.
   *
   * @throws TimeoutException if the operation takes longer than the timeout
   * @throws InterruptedException if the execution is stopped
   */
  <T> T runWithTimeout(Duration timeout, Operation<T> operation)
      throws StateFailedException, TimeoutException, InterruptedException;
}

package org.rollcall.notify;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits. Tests replace it by a clock that they control. */
@FunctionalInterface
public interface Sleeper {

  /** Waits for a duration. A duration of zero or less does not wait. */
  void pause(Duration duration);

  /**
   * Makes the thread sleep, and never for less than the duration. Otherwise a letter's claim would
   * still be valid after waiting for its end.
   *
   * @throws IllegalStateException if the thread is interrupted
   */
  static void sleep(Duration duration) {
    try {
      TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the invocation was interrupted", e);
    }
  }
}

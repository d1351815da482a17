package org.rollcall.job;

import java.time.Duration;

/** How an invocation waits. */
@FunctionalInterface
public interface Pause {

  /** Waits so long; not at all for a duration of zero or less. */
  void take(Duration duration);

  /**
   * Waits in earnest.
   *
   * @throws IllegalStateException if somebody interrupts the thread meanwhile
   */
  static void sleep(Duration duration) {
    try {
      Thread.sleep(Math.max(0, duration.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the invocation was interrupted", e);
    }
  }
}

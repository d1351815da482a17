package org.rollcall.notify;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How an invocation waits. */
@FunctionalInterface
public interface Sleeper {

  /** Waits so long; not at all for a duration of zero or less. */
  void take(Duration duration);

  /**
   * Waits in earnest, and never less than asked: whoever wakes before a claim on a letter is over
   * finds it still in other hands.
   *
   * @throws IllegalStateException if somebody interrupts the thread meanwhile
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

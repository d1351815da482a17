package org.rollcall.local.states;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.rollcall.local.states.execution.StateFailedException;
import org.rollcall.local.states.execution.Time;

/** Virtual time, which advances only in {@link #sleep} and {@link #advance}. */
final class FakeTime implements Time {

  private Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private final List<Duration> sleeps = new ArrayList<>();

  /** Advances the time, as the work of a function does. */
  synchronized void advance(Duration duration) {
    now = now.plus(duration);
  }

  /** All sleeps, in order. */
  synchronized List<Duration> sleeps() {
    return List.copyOf(sleeps);
  }

  @Override
  public synchronized Instant now() {
    return now;
  }

  @Override
  public synchronized void sleep(Duration duration) {
    sleeps.add(duration);
    advance(duration);
  }

  @Override
  public <T> T runWithTimeout(Duration timeout, Operation<T> operation)
      throws StateFailedException, TimeoutException {
    Instant end = now().plus(timeout);
    T result = operation.run();
    if (now().isAfter(end)) {
      throw new TimeoutException();
    }
    return result;
  }
}

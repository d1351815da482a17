package org.rollcall.local.states;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.rollcall.local.states.data.StateFailedException;
import org.rollcall.local.states.services.Time;

/** Time that passes only when somebody sleeps or says that something took a while. */
final class FakeTime implements Time {

  private Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private final List<Duration> sleeps = new ArrayList<>();

  /** Has time go by, as a function does that is at work. */
  synchronized void pass(Duration duration) {
    now = now.plus(duration);
  }

  /** Every sleep there was, in order. */
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
    pass(duration);
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

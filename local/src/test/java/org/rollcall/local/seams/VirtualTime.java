package org.rollcall.local.seams;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.rollcall.local.states.execution.StateFailedException;
import org.rollcall.local.states.execution.Time;

/** The virtual time of a scenario, for the interpreter, the functions and SES. */
final class VirtualTime extends Clock implements Time {

  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  private Instant now = START;
  private @Nullable Interleavings interleavings;

  /** Resets the time for a new scenario. */
  synchronized void begin(Interleavings newInterleavings) {
    now = START;
    interleavings = newInterleavings;
  }

  /** Advances the time to an instant, unless it has passed. */
  synchronized void advance(Instant instant) {
    now = instant.isAfter(now) ? instant : now;
  }

  @Override
  public synchronized Instant now() {
    return now;
  }

  @Override
  public Instant instant() {
    return now();
  }

  @Override
  public void sleep(Duration duration) {
    if (duration.compareTo(Duration.ZERO) > 0) {
      requireNonNull(interleavings, "no scenario has started").sleep(duration);
    }
  }

  @Override
  public <T> T runWithTimeout(Duration timeout, Operation<T> operation)
      throws StateFailedException, TimeoutException {
    Instant end = now().plus(timeout);
    try {
      T result = operation.run();
      if (now().isAfter(end)) {
        throw new TimeoutException();
      }
      return result;
    } finally {
      CurrentExecution.throwIfStopped();
    }
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("this clock is in UTC");
  }
}

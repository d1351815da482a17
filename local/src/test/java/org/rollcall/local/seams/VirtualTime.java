package org.rollcall.local.seams;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.rollcall.local.states.data.StateFailedException;
import org.rollcall.local.states.services.Time;

/** The one time of a trial, for the interpreter, the functions and SES: it passes when told to. */
final class VirtualTime extends Clock implements Time {

  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  private Instant now = START;
  private @Nullable Strands strands;

  /** Begins anew, for others who sleep. */
  synchronized void begin(Strands next) {
    now = START;
    strands = next;
  }

  /** Lets time go by until a moment, unless it is over. */
  synchronized void advance(Instant moment) {
    now = moment.isAfter(now) ? moment : now;
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
      requireNonNull(strands, "no trial has begun").sleep(duration);
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
      Run.leaveIfStopped();
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

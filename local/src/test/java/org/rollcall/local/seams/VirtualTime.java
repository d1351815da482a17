package org.rollcall.local.seams;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeoutException;
import org.rollcall.local.states.StateError;
import org.rollcall.local.states.Time;

/** The one time of a trial, for the interpreter, the functions and SES: it passes when told to. */
final class VirtualTime extends Clock implements Time {

  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  private Instant now = START;

  synchronized void reset() {
    now = START;
  }

  synchronized void pass(Duration duration) {
    now = now.plus(duration);
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
    pass(duration);
  }

  @Override
  public <T> T within(Duration limit, Work<T> work) throws StateError, TimeoutException {
    Instant end = now().plus(limit);
    try {
      T result = work.result();
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

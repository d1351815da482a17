package org.rollcall.local;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.rollcall.notify.Sleeper;

/** The current time, or a fixed time after {@link #set}. */
final class SettableClock extends Clock {

  private volatile Optional<Instant> fixed = Optional.empty();

  void set(Instant instant) {
    fixed = Optional.of(instant);
  }

  /** Sleeps. A fixed time is advanced instead. */
  void sleep(Duration duration) {
    if (fixed.isEmpty()) {
      Sleeper.sleep(duration);
    } else {
      fixed = fixed.map(now -> now.plus(duration));
    }
  }

  void reset() {
    fixed = Optional.empty();
  }

  @Override
  public Instant instant() {
    return fixed.orElseGet(Instant::now);
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

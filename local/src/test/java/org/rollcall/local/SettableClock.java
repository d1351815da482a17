package org.rollcall.local;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.rollcall.notify.Sleeper;

/** The present, until it is set to another moment. */
final class SettableClock extends Clock {

  private volatile Optional<Instant> moment = Optional.empty();

  void set(Instant instant) {
    moment = Optional.of(instant);
  }

  /** Waits: in earnest in the present, and at once where the clock stands. */
  void pass(Duration duration) {
    if (moment.isEmpty()) {
      Sleeper.sleep(duration);
    } else {
      moment = moment.map(now -> now.plus(duration));
    }
  }

  void reset() {
    moment = Optional.empty();
  }

  @Override
  public Instant instant() {
    return moment.orElseGet(Instant::now);
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

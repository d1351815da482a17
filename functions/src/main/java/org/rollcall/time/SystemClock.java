package org.rollcall.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;

/** The only reader of the machine's clock. */
public final class SystemClock {

  /**
   * A property of tests: a period such as {@code P5Y}, by which the clock is ahead. See {@code
   * CONTRIBUTING.md}.
   */
  private static final String AHEAD = "rollcall.clock.ahead";

  /** The clock of this process, in UTC. */
  public static final Clock INSTANCE = create();

  private SystemClock() {}

  private static Clock create() {
    Instant now = Instant.now();
    Period ahead = Period.parse(System.getProperty(AHEAD, "P0D"));
    return Clock.offset(
        Clock.systemUTC(),
        Duration.between(now, now.atZone(ZoneOffset.UTC).plus(ahead).toInstant()));
  }
}

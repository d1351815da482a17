package org.rollcall.query;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The time at which queries are evaluated. It is the same for all users of a job.
 *
 * @param now the result of {@code $now()} and {@code $millis()}
 * @param today the result of {@code $today()}
 */
public record QueryTime(Instant now, LocalDate today) {

  /** The time and the day of an instant in a time zone. */
  public static QueryTime of(Instant now, ZoneId zone) {
    return new QueryTime(now, LocalDate.ofInstant(now, zone));
  }
}

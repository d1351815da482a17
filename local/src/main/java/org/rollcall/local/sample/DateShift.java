package org.rollcall.local.sample;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/**
 * Moves the sample's expiry and purge dates, which are the last days of months, with the calendar.
 * So as many accounts have expired on each day as on {@link #WRITTEN}.
 *
 * @param months the whole months since then
 */
record DateShift(long months) {

  /** The day for which the sample was written. */
  private static final LocalDate WRITTEN = LocalDate.of(2026, 11, 22);

  static DateShift of(LocalDate today) {
    return new DateShift(ChronoUnit.MONTHS.between(WRITTEN, today));
  }

  /** The last day of the month that corresponds to the month of a day. */
  LocalDate apply(LocalDate day) {
    return day.plusMonths(months).with(TemporalAdjusters.lastDayOfMonth());
  }
}

package org.rollcall.change;

import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;
import java.util.regex.Pattern;
import org.rollcall.json.Fields;

/**
 * A day that a job sets: a fixed day, the day of the job, or a period from it. See D-127.
 *
 * @param path the place in the input, such as {@code changes.expiry_date.value}
 * @param fixed the day; empty if it depends on the day of the job
 * @param fromToday the period from the day of the job, if there is no fixed day
 * @param allowsPast whether the fixed day may be before the day of the job
 */
public record NewDay(String path, Optional<LocalDate> fixed, Period fromToday, boolean allowsPast) {

  /** The last day of Alma's date format, which often means "never". */
  private static final LocalDate MAX = LocalDate.of(9999, 12, 31);

  private static final String TODAY = "today";
  private static final String FROM_TODAY = "from_today";

  /** What people write for the day of the job. */
  private static final Pattern MEANS_TODAY = Pattern.compile("(?i)\\$?(today|now)(\\(\\))?");

  /** Reads a day or {@code "today"}. */
  static Optional<NewDay> readValue(Fields fields, String key) {
    boolean allowsPast = fields.flag("allow_past").orElse(false);
    if (isFilled(fields, key) && fields.node(key).asText().equals(TODAY)) {
      return Optional.of(new NewDay(fields.pathOf(key), Optional.empty(), Period.ZERO, false));
    }
    Optional<LocalDate> fixed = fields.date(key, NewDay::hint);
    fields.describe(key, value -> value.orWord(TODAY));
    return fixed.map(
        day -> new NewDay(fields.pathOf(key), Optional.of(day), Period.ZERO, allowsPast));
  }

  private static Optional<String> hint(String text) {
    if (MEANS_TODAY.matcher(text.strip()).matches()) {
      return Optional.of("; write \"" + TODAY + "\"");
    }
    return text.matches("(?i)p[0-9].*")
        ? Optional.of("; a period needs the key " + FROM_TODAY)
        : Optional.empty();
  }

  /** Reads {@code from_today}, a period from the day of the job. */
  static Optional<NewDay> readPeriod(Fields fields) {
    return fields
        .period(FROM_TODAY)
        .map(period -> new NewDay(fields.pathOf(FROM_TODAY), Optional.empty(), period, false));
  }

  /** Reads a day, {@code "today"}, or {@code {"from_today": "P6M"}}. */
  static Optional<NewDay> readValueOrPeriod(Fields fields, String key) {
    boolean isObject = isFilled(fields, key) && fields.node(key).isObject();
    if (isObject) {
      fields.flag("allow_past");
    }
    return fields.valueOrObject(
        key, isObject, name -> readValue(fields, name), NewDay::readOnlyPeriod);
  }

  private static Optional<NewDay> readOnlyPeriod(Fields fields) {
    Optional<NewDay> day = fields.required(FROM_TODAY, key -> readPeriod(fields));
    fields.rejectUnknownKeys();
    return day;
  }

  private static boolean isFilled(Fields fields, String key) {
    return fields.has(key) && !fields.isEmpty(key);
  }

  /** The day in a job of a given day; at most the last day of Alma's date format. */
  LocalDate on(LocalDate today) {
    return fixed.orElseGet(() -> limited(today.plus(fromToday)));
  }

  /** A day, at most the last day of Alma's date format. */
  static LocalDate limited(LocalDate day) {
    return day.isAfter(MAX) ? MAX : day;
  }

  /** Whether the day is before the day of the job, and the input does not allow this. */
  public boolean isUnexpectedlyPast(LocalDate today) {
    return !allowsPast && fixed.filter(day -> day.isBefore(today)).isPresent();
  }
}

package org.rollcall.json;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hints at the right spelling of days and periods. */
final class DayHint {

  private static final Pattern DAY = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})Z?");

  /** Day and month first, or the year first, with other separators or without the zeros. */
  private static final Pattern YEAR_FIRST =
      Pattern.compile("(\\d{4})[-./ ]?(\\d{1,2})[-./ ]?(\\d{1,2})(Z|T.*)?");

  private static final Pattern YEAR_LAST =
      Pattern.compile("(\\d{1,2})[-./ ](\\d{1,2})[-./ ](\\d{4})");

  private static final Pattern MILLISECONDS = Pattern.compile("\\d{12,13}");

  private static final Pattern PERIOD =
      Pattern.compile("(?i)p?(\\d{1,4})\\s*(d|w|m|y|days?|weeks?|months?|years?)");

  private DayHint() {}

  /** The month of a day that does not exist in it, such as 2027-02-30. */
  static Optional<YearMonth> monthWithoutDay(String text) {
    Matcher day = DAY.matcher(text);
    if (!day.matches() || day(day.group(1), day.group(2), day.group(3)).isPresent()) {
      return Optional.empty();
    }
    int number = Integer.parseInt(day.group(3));
    return day(day.group(1), day.group(2), "01")
        .filter(first -> number > first.lengthOfMonth())
        .map(YearMonth::from);
  }

  /** A month in English, such as {@code February 2027}. */
  static String name(YearMonth month) {
    return month.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH) + " " + month.getYear();
  }

  /** Whether a text is a time of Alma's jobs, in milliseconds since 1970. */
  static boolean isMilliseconds(String text) {
    return MILLISECONDS.matcher(text.strip()).matches();
  }

  /** The day that a text means, such as 30.06.2027; empty if that is not clear. */
  static Optional<LocalDate> day(String text) {
    String stripped = text.strip();
    Matcher first = YEAR_FIRST.matcher(stripped);
    Matcher last = YEAR_LAST.matcher(stripped);
    return first.matches()
        ? day(first.group(1), first.group(2), first.group(3))
        : last.matches() ? dayOfYearLast(last) : Optional.empty();
  }

  /** The day, unless day and month could be swapped. */
  private static Optional<LocalDate> dayOfYearLast(Matcher parts) {
    Optional<LocalDate> european = day(parts.group(3), parts.group(2), parts.group(1));
    Optional<LocalDate> american = day(parts.group(3), parts.group(1), parts.group(2));
    return european.isPresent() && american.isPresent() && !european.equals(american)
        ? Optional.empty()
        : european.or(() -> american);
  }

  private static Optional<LocalDate> day(String year, String month, String day) {
    try {
      return Optional.of(
          LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The ISO 8601 period that a text means, such as 18 months; empty if that is not clear. */
  static Optional<String> period(String text) {
    Matcher period = PERIOD.matcher(text.strip());
    return period.matches()
        ? Optional.of(
            "P" + period.group(1) + period.group(2).substring(0, 1).toUpperCase(Locale.ROOT))
        : Optional.empty();
  }
}

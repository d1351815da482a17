package org.rollcall.cli.console.compose;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A day as people type it, such as {@code 31 August 2028}, {@code Aug 31, 2028}, {@code 31.8.2028}
 * or {@code 31/08/2028}. A day that could be meant in two ways, such as {@code 06/07/2028}, is
 * none.
 */
final class TypedDay {

  private static final Pattern DAY_FIRST =
      Pattern.compile("(\\d{1,2})(?:st|nd|rd|th)?[ .-]*(\\p{L}+)[ .,-]*(\\d{4})");
  private static final Pattern MONTH_FIRST =
      Pattern.compile("(\\p{L}+)\\.? *(\\d{1,2})(?:st|nd|rd|th)?[ ,]+(\\d{4})");
  private static final Pattern NUMBERS =
      Pattern.compile("(\\d{1,2}) ?([./-]) ?(\\d{1,2}) ?\\2 ?(\\d{4})");
  private static final Pattern YEAR_FIRST =
      Pattern.compile("(\\d{4})[./-](\\d{1,2})[./-](\\d{1,2})");

  /** The shortest name of a month, as in {@code Aug}. */
  private static final int MIN_NAME = 3;

  private TypedDay() {}

  /** The day in ISO 8601; empty if the text is no day, or not only one. */
  static Optional<String> iso(String text) {
    String typed = text.strip();
    Matcher dayFirst = DAY_FIRST.matcher(typed);
    if (dayFirst.matches()) {
      return month(dayFirst.group(2))
          .flatMap(month -> day(dayFirst.group(3), month, dayFirst.group(1)));
    }
    Matcher monthFirst = MONTH_FIRST.matcher(typed);
    if (monthFirst.matches()) {
      return month(monthFirst.group(1))
          .flatMap(month -> day(monthFirst.group(3), month, monthFirst.group(2)));
    }
    Matcher yearFirst = YEAR_FIRST.matcher(typed);
    if (yearFirst.matches()) {
      return day(yearFirst.group(1), yearFirst.group(2), yearFirst.group(3));
    }
    Matcher numbers = NUMBERS.matcher(typed);
    return numbers.matches() ? ofNumbers(numbers) : Optional.empty();
  }

  /** With dots the day is first everywhere. Otherwise only one order may be possible. */
  private static Optional<String> ofNumbers(Matcher numbers) {
    String first = numbers.group(1);
    String second = numbers.group(3);
    String year = numbers.group(4);
    Optional<String> dayFirst = day(year, second, first);
    if (numbers.group(2).equals(".")) {
      return dayFirst;
    }
    Optional<String> monthFirst = day(year, first, second);
    return dayFirst.isEmpty() || monthFirst.isEmpty() || dayFirst.equals(monthFirst)
        ? dayFirst.or(() -> monthFirst)
        : Optional.empty();
  }

  private static Optional<String> month(String name) {
    String start = name.toUpperCase(Locale.ROOT);
    return Arrays.stream(Month.values())
        .filter(month -> start.length() >= MIN_NAME && month.name().startsWith(start))
        .map(month -> Integer.toString(month.getValue()))
        .findFirst();
  }

  private static Optional<String> day(String year, String month, String day) {
    try {
      return Optional.of(
          LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day))
              .toString());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}

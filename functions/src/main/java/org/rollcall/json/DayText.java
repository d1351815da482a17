package org.rollcall.json;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What people mean with texts that are not days or periods of an input. */
public final class DayText {

  /** The year first, also with other separators, without zeros, or with a time. */
  private static final Pattern YEAR_FIRST =
      Pattern.compile("(\\d{4})[-./ ]?(\\d{1,2})[-./ ]?(\\d{1,2})(?:Z|T.*)?");

  private static final Pattern YEAR_LAST =
      Pattern.compile("(\\d{1,2})([-./ ])(\\d{1,2})[-./ ](\\d{4})");

  private static final Pattern SHORT_YEAR =
      Pattern.compile("\\d{1,2}([-./])\\d{1,2}\\1\\d{2}|'?\\d{2}-\\d{2}-\\d{2}");

  private static final Pattern DAY_AND_MONTH_NAME =
      Pattern.compile("(\\d{1,2})\\.? (\\p{L}{3,9})\\.?,? (\\d{4})");

  private static final Pattern MONTH_NAME_AND_DAY =
      Pattern.compile("(\\p{L}{3,9})\\.? (\\d{1,2}),? (\\d{4})");

  private static final Pattern ISO = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(?:T.*)?");

  private static final Pattern MILLISECONDS = Pattern.compile("\\d{12,13}");

  private static final Pattern PERIOD =
      Pattern.compile("(?i)(\\d{1,4})\\s*(d|w|m|y|days?|weeks?|months?|years?)(?![a-z])");

  private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");

  private DayText() {}

  /** A year, a month and a day of the month, which need not exist. */
  private record Parts(int year, int month, int day) {

    static Parts of(String year, String month, String day) {
      return new Parts(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
    }

    Optional<LocalDate> date() {
      try {
        return Optional.of(LocalDate.of(year, month, day));
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    }

    /** The month, if it has fewer days. */
    Optional<YearMonth> shorterMonth() {
      return new Parts(year, month, 1)
          .date()
          .map(YearMonth::from)
          .filter(found -> day > found.lengthOfMonth());
    }
  }

  /** What a text can mean: no day, one day, or two if day and month could be swapped. */
  private static List<Parts> readings(String text) {
    String stripped = text.strip();
    List<Parts> readings = new ArrayList<>();
    Matcher first = YEAR_FIRST.matcher(stripped);
    Matcher last = YEAR_LAST.matcher(stripped);
    Matcher dayAndMonth = DAY_AND_MONTH_NAME.matcher(stripped);
    Matcher monthAndDay = MONTH_NAME_AND_DAY.matcher(stripped);
    if (first.matches()) {
      readings.add(Parts.of(first.group(1), first.group(2), first.group(3)));
    } else if (last.matches()) {
      readings.add(Parts.of(last.group(4), last.group(3), last.group(1)));
      if (!last.group(2).equals(".")) {
        readings.add(Parts.of(last.group(4), last.group(1), last.group(3)));
      }
    } else if (dayAndMonth.matches()) {
      month(dayAndMonth.group(2))
          .map(month -> Parts.of(dayAndMonth.group(3), month, dayAndMonth.group(1)))
          .ifPresent(readings::add);
    } else if (monthAndDay.matches()) {
      month(monthAndDay.group(1))
          .map(month -> Parts.of(monthAndDay.group(3), month, monthAndDay.group(2)))
          .ifPresent(readings::add);
    }
    return readings;
  }

  /** The number of a month with an English name, which may be abbreviated. */
  private static Optional<String> month(String name) {
    return Arrays.stream(Month.values())
        .filter(month -> month.name().startsWith(name.toUpperCase(Locale.ROOT)))
        .findFirst()
        .map(month -> String.valueOf(month.getValue()));
  }

  /**
   * What is wrong with a text that must be a day or a time, such as {@code February 2027 has 28
   * days} or {@code write 2027-06-30}; empty if the text exists, or its meaning is not clear.
   */
  public static Optional<String> problem(String text) {
    if (monthWithoutDay(text).isPresent()) {
      YearMonth month = monthWithoutDay(text).get();
      return Optional.of(name(month) + " has " + month.lengthOfMonth() + " days");
    }
    boolean exists = readings(text).stream().anyMatch(reading -> reading.date().isPresent());
    if (ISO.matcher(text).matches()) {
      return exists ? Optional.empty() : Optional.of("this day does not exist");
    }
    return Optional.of(forDay(text)).filter(hint -> !hint.isEmpty()).map(hint -> hint.substring(2));
  }

  /** The month of a day that does not exist in it, such as 2027-02-30 or 31.04.2027. */
  static Optional<YearMonth> monthWithoutDay(String text) {
    List<Parts> readings = readings(text);
    return readings.stream().anyMatch(reading -> reading.date().isPresent())
        ? Optional.empty()
        : readings.stream().flatMap(reading -> reading.shorterMonth().stream()).findFirst();
  }

  /** A month in English, such as {@code February 2027}. */
  static String name(YearMonth month) {
    return month.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH) + " " + month.getYear();
  }

  /** The hint for a text that is not a day, such as {@code ; write 2027-06-30}. */
  static String forDay(String text) {
    if (MILLISECONDS.matcher(text.strip()).matches()) {
      return "; this looks like milliseconds since 1970, which docs/m148.md explains";
    }
    if (SHORT_YEAR.matcher(text.strip()).matches()) {
      return "; write the year first, with four digits";
    }
    String days =
        readings(text).stream()
            .flatMap(reading -> reading.date().stream())
            .filter(ValueReader::isAllowed)
            .map(LocalDate::toString)
            .distinct()
            .collect(Collectors.joining(" or "));
    return days.isEmpty() ? "" : "; write " + days;
  }

  /** The ISO 8601 periods that a text can mean, such as 18 months or 365. */
  static List<String> periods(String text) {
    String stripped = text.strip();
    if (NUMBER.matcher(stripped).matches()) {
      return List.of("P" + stripped + "D", "P" + stripped + "M", "P" + stripped + "Y");
    }
    String period =
        PERIOD
            .matcher(stripped)
            .replaceAll(
                part -> part.group(1) + part.group(2).substring(0, 1).toUpperCase(Locale.ROOT));
    return List.of("P" + period.replaceAll("(?i)^p|\\band\\b|[\\s,]", ""));
  }
}

package org.rollcall.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.rollcall.error.Faults;

/**
 * Reads single JSON values. Each method returns an empty result and adds an error at the value's
 * path if the value is invalid.
 */
final class ValueReader {

  /** The maximum length in characters of a text without a smaller limit. */
  private static final int MAX_TEXT_LENGTH = 10_000;

  /** Maximum number of decimal places of a percentage. */
  private static final int MAX_DECIMALS = 10;

  private static final int MIN_YEAR = 1900;
  private static final int MAX_YEAR = 9999;
  private static final int MAX_PERIOD_YEARS = 100;

  private final Faults faults;

  ValueReader(Faults faults) {
    this.faults = faults;
  }

  /** Text that is not blank and has no control characters except line breaks and tabs. */
  Optional<String> text(String path, JsonNode value) {
    if (!value.isTextual()) {
      faults.add(path, InputError.NOT_TEXT);
      return Optional.empty();
    }
    String text = value.textValue();
    if (text.isBlank()) {
      faults.add(path, InputError.BLANK_TEXT);
    } else if (text.length() > MAX_TEXT_LENGTH) {
      faults.add(path, InputError.TEXT_TOO_LONG, MAX_TEXT_LENGTH);
    } else if (text.codePoints()
        .anyMatch(c -> Character.isISOControl(c) && "\r\n\t".indexOf(c) < 0)) {
      faults.add(path, InputError.CONTROL_CHARACTER);
    } else if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      faults.add(path, InputError.UNPAIRED_SURROGATE);
    } else {
      return Optional.of(text);
    }
    return Optional.empty();
  }

  Optional<String> text(String path, JsonNode value, int maxLength) {
    return text(path, value).filter(text -> isShortEnough(path, text, maxLength));
  }

  /** Text on one line, without leading and trailing spaces. */
  Optional<String> line(String path, JsonNode value, int maxLength) {
    return text(path, value)
        .map(String::strip)
        .filter(line -> isShortEnough(path, line, maxLength))
        .filter(line -> isOneLine(path, line));
  }

  private boolean isShortEnough(String path, String text, int maxLength) {
    if (text.length() > maxLength) {
      faults.add(path, InputError.TEXT_TOO_LONG, maxLength);
    }
    return text.length() <= maxLength;
  }

  private boolean isOneLine(String path, String line) {
    boolean isOneLine = line.codePoints().noneMatch(Character::isISOControl);
    if (!isOneLine) {
      faults.add(path, InputError.NOT_ONE_LINE);
    }
    return isOneLine;
  }

  /** The value true or false. */
  Optional<Boolean> flag(String path, JsonNode value) {
    if (!value.isBoolean()) {
      faults.add(path, InputError.NOT_TRUE_OR_FALSE);
      return Optional.empty();
    }
    return Optional.of(value.booleanValue());
  }

  /** A whole number of at least 1. */
  Optional<Integer> count(String path, JsonNode value) {
    if (!value.canConvertToInt() || !value.isIntegralNumber() || value.intValue() < 1) {
      faults.add(path, InputError.NOT_A_COUNT);
      return Optional.empty();
    }
    return Optional.of(value.intValue());
  }

  /** A number from 0 to 100 with at most {@value #MAX_DECIMALS} decimal places. */
  Optional<BigDecimal> percent(String path, JsonNode value) {
    if (!value.isNumber() || !isPercent(value)) {
      faults.add(path, InputError.NOT_A_PERCENTAGE);
      return Optional.empty();
    }
    return Optional.of(value.decimalValue());
  }

  /** Compares as {@code double}, because a number such as 1e999999999 has too many digits. */
  private static boolean isPercent(JsonNode value) {
    double number = value.doubleValue();
    return number >= 0 && number <= 100 && value.decimalValue().scale() <= MAX_DECIMALS;
  }

  /** An ISO 8601 date in the years {@value #MIN_YEAR} to {@value #MAX_YEAR}. */
  Optional<LocalDate> date(String path, JsonNode value) {
    return text(path, value)
        .flatMap(
            text -> {
              Optional<LocalDate> date = parseDate(text);
              if (date.isEmpty()) {
                faults.add(path, InputError.NOT_A_DATE);
              }
              return date;
            });
  }

  private static Optional<LocalDate> parseDate(String text) {
    try {
      return Optional.of(LocalDate.parse(text))
          .filter(date -> date.getYear() >= MIN_YEAR && date.getYear() <= MAX_YEAR);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** An ISO 8601 period of one day to {@value #MAX_PERIOD_YEARS} years. */
  Optional<Period> period(String path, JsonNode value) {
    return text(path, value)
        .flatMap(
            text -> {
              Optional<Period> period = parsePeriod(text);
              if (period.isEmpty()) {
                faults.add(path, InputError.NOT_A_PERIOD);
              }
              return period;
            });
  }

  private static Optional<Period> parsePeriod(String text) {
    try {
      Period period = Period.parse(text);
      LocalDate start = LocalDate.EPOCH;
      LocalDate end = start.plus(period);
      return end.isAfter(start) && !end.isAfter(start.plusYears(MAX_PERIOD_YEARS))
          ? Optional.of(period)
          : Optional.empty();
    } catch (ArithmeticException | DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The name of a constant of an enum. */
  <E extends Enum<E>> Optional<E> oneOf(String path, JsonNode value, Class<E> type) {
    return text(path, value)
        .flatMap(
            text -> {
              List<String> names = Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
              if (names.contains(text)) {
                return Optional.of(Enum.valueOf(type, text));
              }
              faults.add(
                  path,
                  InputError.UNKNOWN_VALUE,
                  describeValues(names),
                  SimilarNames.hint(text, names));
              return Optional.empty();
            });
  }

  private static String describeValues(List<String> names) {
    return names.size() == 1 ? names.get(0) : "one of " + String.join(", ", names);
  }
}

package org.rollcall.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.rollcall.error.Faults;

/**
 * Reads single JSON values. Each method returns an empty result and adds an error at the value's
 * path if the value is invalid.
 */
class ValueReader {

  /** The maximum length in characters of a text without a smaller limit. */
  static final int MAX_TEXT_LENGTH = 10_000;

  /** Maximum number of decimal places of a percentage. */
  private static final int MAX_DECIMALS = 10;

  private static final int MIN_YEAR = 1900;
  private static final int MAX_YEAR = 9999;
  private static final int MAX_PERIOD_YEARS = 100;

  private final Faults faults;

  ValueReader(Faults faults) {
    this.faults = faults;
  }

  /** Whether no values are read, but the readers of an input show what they would read. */
  boolean isDescribing() {
    return false;
  }

  /** Adds to the description of a value, if {@link #isDescribing}. */
  void describe(String path, UnaryOperator<InputShape.ValueShape> addition) {}

  /** Text that is not blank and has no control characters except line breaks and tabs. */
  Optional<String> text(String path, JsonNode value) {
    if (!value.isTextual()) {
      return faults.add(path, InputError.NOT_TEXT, ShapeHint.forText(value));
    }
    String text = value.textValue();
    if (text.isBlank()) {
      return faults.add(path, InputError.BLANK_TEXT);
    }
    if (text.length() > MAX_TEXT_LENGTH) {
      return faults.add(path, InputError.TEXT_TOO_LONG, MAX_TEXT_LENGTH);
    }
    if (text.codePoints().anyMatch(c -> Character.isISOControl(c) && "\r\n\t".indexOf(c) < 0)) {
      return faults.add(path, InputError.CONTROL_CHARACTER);
    }
    return text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE)
        ? Optional.of(text)
        : faults.add(path, InputError.UNPAIRED_SURROGATE);
  }

  Optional<String> text(String path, JsonNode value, int maxLength) {
    return text(path, value).flatMap(text -> limited(path, text, maxLength));
  }

  private Optional<String> limited(String path, String text, int maxLength) {
    return text.length() <= maxLength
        ? Optional.of(text)
        : faults.add(path, InputError.TEXT_TOO_LONG, maxLength);
  }

  /** Text on one line, without leading and trailing spaces. */
  Optional<String> line(String path, JsonNode value, int maxLength) {
    return text(path, value)
        .flatMap(text -> limited(path, text.strip(), maxLength))
        .flatMap(
            line ->
                line.codePoints().noneMatch(Character::isISOControl)
                    ? Optional.of(line)
                    : faults.add(path, InputError.NOT_ONE_LINE));
  }

  /** The value true or false. */
  Optional<Boolean> flag(String path, JsonNode value) {
    return value.isBoolean()
        ? Optional.of(value.booleanValue())
        : faults.add(
            path, InputError.NOT_TRUE_OR_FALSE, ShapeHint.forLiteral(value, JsonNode::isBoolean));
  }

  /** A whole number of at least 1. */
  Optional<Integer> count(String path, JsonNode value) {
    return isCount(value)
        ? Optional.of(value.intValue())
        : faults.add(
            path, InputError.NOT_A_COUNT, ShapeHint.forLiteral(value, ValueReader::isCount));
  }

  private static boolean isCount(JsonNode value) {
    return value.isIntegralNumber() && value.canConvertToInt() && value.intValue() >= 1;
  }

  /** A number from 0 to 100 with at most {@value #MAX_DECIMALS} decimal places. */
  Optional<BigDecimal> percent(String path, JsonNode value) {
    return isPercent(value)
        ? Optional.of(value.decimalValue())
        : faults.add(
            path, InputError.NOT_A_PERCENTAGE, ShapeHint.forLiteral(value, ValueReader::isPercent));
  }

  /** Compares as {@code double}, because a number such as 1e999999999 has too many digits. */
  private static boolean isPercent(JsonNode value) {
    double number = value.doubleValue();
    return value.isNumber()
        && number >= 0
        && number <= 100
        && value.decimalValue().scale() <= MAX_DECIMALS;
  }

  /**
   * An ISO 8601 date in the years {@value #MIN_YEAR} to {@value #MAX_YEAR}.
   *
   * @param hint what to write instead of a text that is not a date
   */
  Optional<LocalDate> date(String path, JsonNode value, Function<String, Optional<String>> hint) {
    return textOrNumber(path, value)
        .flatMap(
            text ->
                parseDate(text)
                    .or(
                        () ->
                            hint.apply(text).isPresent()
                                ? notADate(path, hint.apply(text).get())
                                : notADay(path, text)));
  }

  private Optional<String> textOrNumber(String path, JsonNode value) {
    return value.isIntegralNumber() ? Optional.of(value.asText()) : text(path, value);
  }

  private Optional<LocalDate> notADay(String path, String text) {
    Optional<YearMonth> month = DayText.monthWithoutDay(text);
    return month.isPresent()
        ? faults.add(
            path, InputError.NO_SUCH_DAY, DayText.name(month.get()), month.get().lengthOfMonth())
        : notADate(path, DayText.forDay(text));
  }

  private Optional<LocalDate> notADate(String path, String hint) {
    return faults.add(path, InputError.NOT_A_DATE, hint);
  }

  private static Optional<LocalDate> parseDate(String text) {
    try {
      return Optional.of(LocalDate.parse(text)).filter(ValueReader::isAllowed);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Whether a date is in the years of an input. */
  static boolean isAllowed(LocalDate date) {
    return date.getYear() >= MIN_YEAR && date.getYear() <= MAX_YEAR;
  }

  /** An ISO 8601 period of one day to {@value #MAX_PERIOD_YEARS} years. */
  Optional<Period> period(String path, JsonNode value) {
    return textOrNumber(path, value)
        .flatMap(
            text ->
                parsePeriod(text)
                    .or(() -> faults.add(path, InputError.NOT_A_PERIOD, periodHint(text))));
  }

  private static String periodHint(String text) {
    if (parseDate(text).isPresent()) {
      return "; this is a date, not a period";
    }
    String periods =
        DayText.periods(text).stream()
            .filter(period -> parsePeriod(period).isPresent())
            .collect(Collectors.joining(" or "));
    return periods.isEmpty() ? "" : "; write " + periods;
  }

  private static Optional<Period> parsePeriod(String text) {
    try {
      LocalDate start = LocalDate.EPOCH;
      LocalDate maxEnd = start.plusYears(MAX_PERIOD_YEARS);
      return Optional.of(Period.parse(text))
          .filter(period -> start.plus(period).isAfter(start))
          .filter(period -> !start.plus(period).isAfter(maxEnd));
    } catch (ArithmeticException | DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The name of a constant of an enum. */
  <E extends Enum<E>> Optional<E> oneOf(String path, JsonNode value, Class<E> type) {
    List<String> names = Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
    return text(path, value)
        .flatMap(
            text ->
                names.contains(text)
                    ? Optional.of(Enum.valueOf(type, text))
                    : faults.add(
                        path,
                        InputError.UNKNOWN_VALUE,
                        (names.size() == 1 ? "" : "one of ") + String.join(", ", names),
                        SimilarNames.hint(text, names)));
  }
}

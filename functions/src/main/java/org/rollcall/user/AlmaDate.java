package org.rollcall.user;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rollcall.json.Json;

/** Dates in Alma's records, such as {@code 2027-06-30Z}. The time and the zone are ignored. */
public final class AlmaDate {

  private static final Pattern DATE =
      Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(T[\\d:.]+)?(Z|[+-]\\d{2}:\\d{2})?");

  private AlmaDate() {}

  /**
   * Reads a date field; empty if the value is missing or empty.
   *
   * @param field the field's name, for the exception's message
   * @throws BrokenRecordException if the value is not a date
   */
  public static Optional<LocalDate> read(JsonNode node, String field) {
    JsonNode value = node.isObject() ? node.path("value") : node;
    if (!Json.isFilled(value)) {
      return Optional.empty();
    }
    Matcher matcher = DATE.matcher(CleanText.of(value.asText()));
    if (value.isTextual() && matcher.matches()) {
      try {
        return Optional.of(LocalDate.parse(matcher.group(1)));
      } catch (DateTimeParseException e) {
        // A date such as 2027-02-30 is invalid like any other text.
      }
    }
    throw new BrokenRecordException(field + " is not a day such as 2027-06-30");
  }

  /** Whether a date field is empty or has a date. */
  static boolean isReadable(JsonNode node) {
    try {
      read(node, "");
      return true;
    } catch (BrokenRecordException e) {
      return false;
    }
  }

  /** Whether a date field has the given day; false if it has another value, readable or not. */
  public static boolean isDay(JsonNode node, LocalDate day) {
    return isReadable(node) && read(node, "").filter(day::equals).isPresent();
  }

  public static String write(LocalDate date) {
    return date + "Z";
  }
}

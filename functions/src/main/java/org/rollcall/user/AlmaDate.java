package org.rollcall.user;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates in Alma's records, such as {@code 2027-06-30Z}. The time and the zone are ignored. */
public final class AlmaDate {

  private static final Pattern DATE =
      Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(T[\\d:.]+)?(Z|[+-]\\d{2}:\\d{2})?");

  private AlmaDate() {}

  /**
   * Reads a date field; empty if the value is missing, null or blank.
   *
   * @param field the field's name, for the exception's message
   * @throws BrokenRecordException if the value is not a date
   */
  public static Optional<LocalDate> read(JsonNode node, String field) {
    if (node.isMissingNode() || node.isNull() || (node.isTextual() && node.asText().isBlank())) {
      return Optional.empty();
    }
    Matcher matcher = DATE.matcher(node.asText());
    if (node.isTextual() && matcher.matches()) {
      try {
        return Optional.of(LocalDate.parse(matcher.group(1)));
      } catch (DateTimeParseException e) {
        // A date such as 2027-02-30 is invalid like any other text.
      }
    }
    throw new BrokenRecordException(field + " is not a date");
  }

  public static String write(LocalDate date) {
    return date + "Z";
  }
}

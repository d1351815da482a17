package org.rollcall.user;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Alma's dates: {@code 2027-06-30Z}, a day with a zone that says nothing. */
public final class AlmaDate {

  private static final Pattern FORM =
      Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(T[\\d:.]+)?(Z|[+-]\\d{2}:\\d{2})?");

  private AlmaDate() {}

  /**
   * The day that a field holds.
   *
   * @param field the field's name, for the error
   * @return nothing if the field is missing, null or blank
   * @throws BrokenRecordException if it holds anything else but a day
   */
  public static Optional<LocalDate> read(JsonNode node, String field) {
    if (node.isMissingNode() || node.isNull() || (node.isTextual() && node.asText().isBlank())) {
      return Optional.empty();
    }
    var form = FORM.matcher(node.asText());
    if (node.isTextual() && form.matches()) {
      try {
        return Optional.of(LocalDate.parse(form.group(1)));
      } catch (DateTimeParseException e) {
        // No such day: broken as below.
      }
    }
    throw new BrokenRecordException(field + " is not a date");
  }

  public static String write(LocalDate date) {
    return date + "Z";
  }
}

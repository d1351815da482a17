package org.rollcall.user;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A day in a record that cannot be read.
 *
 * @param field the name of the field, after the name of the list that contains it
 * @param value the value as in the record, shortened; it may be personal
 */
public record UnreadableDay(String field, String value) {

  private static final int MAX_LENGTH = 40;
  private static final Pattern CONTROL_CHARACTERS = Pattern.compile("\\p{Cntrl}+");

  /** All unreadable days of a user, in the record's order. */
  public static List<UnreadableDay> of(User user) {
    List<UnreadableDay> found = new ArrayList<>();
    find(User.TOP, user.record(), found);
    return found;
  }

  private static void find(String parent, JsonNode object, List<UnreadableDay> found) {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      String name = field.getKey();
      JsonNode value = field.getValue();
      if (NormalizedRecord.isDayOrTime(name)) {
        if (!AlmaDate.isReadable(value)) {
          String text = CodedValue.code(value).orElseGet(value::toString);
          found.add(new UnreadableDay(NormalizedRecord.path(parent, name), shortened(text)));
        }
      } else if (value.isArray()) {
        value.forEach(item -> find(name, item, found));
      } else {
        find(name, value, found);
      }
    }
  }

  private static String shortened(String text) {
    String line = CONTROL_CHARACTERS.matcher(text).replaceAll(" ");
    return line.codePointCount(0, line.length()) <= MAX_LENGTH
        ? line
        : line.substring(0, line.offsetByCodePoints(0, MAX_LENGTH)) + "…";
  }
}

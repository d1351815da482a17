package org.rollcall.user;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.rollcall.json.Json;

/**
 * The meaning of a value in a record, as text, for comparisons: without descriptions of codes,
 * empty values, and the zone of a day, and with keys in order. A plain code equals a coded value.
 */
public final class ValueText {

  private static final Pattern DAY_WITH_ZONE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}Z");

  private ValueText() {}

  /** The meaning of a value; empty text if it is missing or empty. */
  public static String of(JsonNode value) {
    if (value.isObject()) {
      return object(value);
    }
    if (value.isArray()) {
      List<String> items = new ArrayList<>();
      value.forEach(item -> items.add(of(item)));
      items.removeIf(String::isEmpty);
      return items.isEmpty() ? "" : items.toString();
    }
    if (value.isNumber()) {
      return value.decimalValue().stripTrailingZeros().toPlainString();
    }
    if (!Json.isFilled(value)) {
      return "";
    }
    String text = value.asText();
    String day =
        DAY_WITH_ZONE.matcher(text).matches() ? text.substring(0, text.length() - 1) : text;
    return day.length() + ":" + day;
  }

  private static String object(JsonNode value) {
    Map<String, String> fields = new TreeMap<>();
    value.properties().forEach(field -> fields.put(field.getKey(), of(field.getValue())));
    fields.remove("desc");
    fields.values().removeIf(String::isEmpty);
    if (fields.isEmpty()) {
      return "";
    }
    return fields.keySet().equals(Set.of("value"))
        ? fields.values().iterator().next()
        : fields.toString();
  }
}

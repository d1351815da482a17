package org.rollcall.user;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The meaning of a value in a {@linkplain User#normalized normalised view}, as text, for
 * comparisons: without descriptions of codes, with keys and entries of lists in order. A plain code
 * equals a coded value.
 */
public final class ValueText {

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
      items.sort(null);
      return items.isEmpty() ? "" : items.toString();
    }
    if (value.isNumber()) {
      return value.decimalValue().stripTrailingZeros().toPlainString();
    }
    String text = value.asText();
    return text.isEmpty() ? "" : text.length() + ":" + text;
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

package org.rollcall.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rollcall.json.Json;
import org.rollcall.user.CodedValue;
import org.rollcall.user.SecretFields;

/** The value of a field in English: of codes, only the code; of lists, one line for each entry. */
public final class FieldText {

  /** A value that is missing or null. */
  private static final String NONE = "(none)";

  private static final String EMPTY = "\"\"";

  /** The maximum length of a value in the report's page. Longer ones are cut. */
  private static final int MAX_LENGTH = 2_000;

  private FieldText() {}

  /** A field's value without secrets, in lines. Empty if it is missing or null. */
  static String of(String field, Optional<JsonNode> value) {
    List<String> lines = new ArrayList<>();
    add(lines, "", shown(field, value));
    String text = String.join("\n", lines);
    return text.length() > MAX_LENGTH
        ? text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, MAX_LENGTH))) + "…"
        : text;
  }

  /** A value without secrets. */
  public static JsonNode shown(String field, Optional<JsonNode> value) {
    ObjectNode record = Json.MAPPER.createObjectNode();
    value.ifPresent(found -> record.set(field, found));
    return SecretFields.masked(record).path(field);
  }

  private static void add(List<String> lines, String path, JsonNode node) {
    String prefix = path.isEmpty() ? "" : path + ": ";
    if (node.isArray()) {
      node.forEach(entry -> lines.add(prefix + ofEntry(entry)));
    } else if (isStructure(node)) {
      node.properties()
          .forEach(
              part ->
                  add(
                      lines,
                      path.isEmpty() ? part.getKey() : path + "." + part.getKey(),
                      part.getValue()));
    } else if (!node.isMissingNode() && !node.isNull()) {
      lines.add(prefix + of(node));
    }
  }

  /** An entry of a list in one line, without its empty fields. */
  public static String ofEntry(JsonNode entry) {
    return isStructure(entry)
        ? entry.properties().stream()
            .filter(field -> Json.isFilled(field.getValue()))
            .map(field -> field.getKey() + ": " + of(field.getValue()))
            .filter(part -> !part.endsWith(": " + EMPTY))
            .collect(Collectors.joining(", "))
        : of(entry);
  }

  /** A value in one line, unless it contains line breaks. */
  public static String of(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return NONE;
    }
    if (node instanceof ArrayNode values) {
      return values.valueStream().map(FieldText::of).collect(Collectors.joining(", ", "[", "]"));
    }
    return isStructure(node) ? Json.text(node) : CodedValue.code(node).orElse(EMPTY);
  }

  /** Whether a value is an object, and no coded value. An identifier also has a {@code value}. */
  public static boolean isStructure(JsonNode node) {
    return node.isObject()
        && !(node.has("value") && node.propertyStream().allMatch(FieldText::isOfCode));
  }

  private static boolean isOfCode(Map.Entry<String, JsonNode> field) {
    return field.getKey().equals("value") || field.getKey().equals("desc");
  }
}

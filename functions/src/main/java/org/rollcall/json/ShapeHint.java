package org.rollcall.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.function.Predicate;

/**
 * Hints at the right spelling of a value that has the wrong shape, such as a text for an object.
 */
final class ShapeHint {

  /** The maximum length in characters of a value that a hint repeats. */
  private static final int MAX_VALUE_LENGTH = 60;

  private ShapeHint() {}

  /**
   * The hint for a value that must be an object, such as {@code ; write {"value": "ALUMNI"}}.
   *
   * @param keys the object's possible keys
   * @param isValid whether an object with one key is valid
   */
  static String forObject(JsonNode value, Collection<String> keys, Predicate<JsonNode> isValid) {
    for (String key : keys) {
      ObjectNode object = Json.MAPPER.createObjectNode();
      object.set(key, value);
      if (isValid.test(object)) {
        return write("{\"" + key + "\": " + text(value) + "}");
      }
    }
    return keys.isEmpty() ? "" : "; its keys are " + String.join(", ", keys);
  }

  /** The hint for a value that must be a list, such as {@code ; write ["200"]}. */
  static String forList(JsonNode value) {
    boolean isEmpty = value.isContainerNode() && value.isEmpty();
    return isEmpty ? "" : write("[" + text(value) + "]");
  }

  /** The hint for a value that must be text. */
  static String forText(JsonNode value) {
    return value.isNumber() || value.isBoolean() ? write("\"" + text(value) + "\"") : "";
  }

  /** The hint for a text that must be a number, true or false. */
  static String forLiteral(JsonNode value, Predicate<JsonNode> isValid) {
    String text = value.asText("").strip();
    JsonNode literal =
        text.matches("(?i)true|false")
            ? Json.MAPPER.getNodeFactory().booleanNode(text.equalsIgnoreCase("true"))
            : number(text);
    return value.isTextual() && isValid.test(literal) ? write(text(literal)) : "";
  }

  private static JsonNode number(String text) {
    if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
      return Json.MAPPER.missingNode();
    }
    return text.contains(".")
        ? Json.MAPPER.getNodeFactory().numberNode(new BigDecimal(text))
        : Json.MAPPER.getNodeFactory().numberNode(Integer.parseInt(text));
  }

  private static String write(String json) {
    return "; write " + json;
  }

  private static String text(JsonNode value) {
    String text = Json.text(value);
    if (text.length() <= MAX_VALUE_LENGTH) {
      return text;
    }
    return value.isArray() ? "[ … ]" : "…";
  }
}

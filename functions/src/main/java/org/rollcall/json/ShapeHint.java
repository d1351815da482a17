package org.rollcall.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Hints at the right spelling of a value that has the wrong shape, such as a text for an object.
 */
final class ShapeHint {

  /** The maximum length in characters of a value that a hint repeats. */
  private static final int MAX_VALUE_LENGTH = 60;

  private static final String WITHOUT_BRACKETS = "; leave out the brackets [ ]";

  /** The keys of the text in an object of Alma's format. */
  private static final List<String> TEXT_KEYS = List.of("value", "primary_id", "code");

  private ShapeHint() {}

  /**
   * The hint for a value that must be an object, such as {@code ; write {"value": "ALUMNI"}}.
   *
   * @param keys the object's possible keys
   * @param isValid whether an object is valid
   */
  static String forObject(JsonNode value, Collection<String> keys, Predicate<JsonNode> isValid) {
    JsonNode only = onlyElement(value);
    if (only.isObject() && isValid.test(only)) {
      return WITHOUT_BRACKETS;
    }
    for (String key : keys) {
      for (JsonNode part : List.of(value, numberAsText(value), only)) {
        ObjectNode object = Json.MAPPER.createObjectNode();
        object.set(key, part);
        if (!part.isMissingNode() && isValid.test(object)) {
          return write("{\"" + key + "\": " + text(part) + "}");
        }
      }
    }
    return keys.isEmpty() ? "" : "; its keys are " + String.join(", ", keys);
  }

  /** The hint for the value of a whole text that must be an object. */
  static String forWhole(JsonNode value) {
    return onlyElement(value).isObject() ? WITHOUT_BRACKETS : "";
  }

  private static JsonNode numberAsText(JsonNode value) {
    return value.isNumber() ? TextNode.valueOf(value.asText()) : MissingNode.getInstance();
  }

  private static JsonNode onlyElement(JsonNode value) {
    return value.size() == 1 ? value.path(0) : MissingNode.getInstance();
  }

  /** The hint for a value that must be a list, such as {@code ; write ["200"]}. */
  static String forList(JsonNode value) {
    boolean isEmpty = value.isContainerNode() && value.isEmpty();
    return isEmpty ? "" : write("[" + text(value) + "]");
  }

  /** The hint for a value that must be text: a number, or a text in a list or a coded value. */
  static String forText(JsonNode value) {
    if (value.isNumber() || value.isBoolean()) {
      return write("\"" + text(value) + "\"");
    }
    return Stream.concat(Stream.of(onlyElement(value)), TEXT_KEYS.stream().map(value::path))
        .filter(JsonNode::isTextual)
        .findFirst()
        .map(inner -> write(text(inner)))
        .orElse("");
  }

  /** The hint for a value that must be a number, true or false. */
  static String forLiteral(JsonNode value, Predicate<JsonNode> isValid) {
    String text = value.isContainerNode() ? "" : value.asText().strip();
    return Stream.of(BooleanNode.valueOf(text.matches("(?i)true|yes|y|on|1")), number(text))
        .filter(
            literal -> !literal.isBoolean() || text.matches("(?i)true|yes|y|on|1|false|no|n|off|0"))
        .filter(isValid)
        .findFirst()
        .map(literal -> write(text(literal)))
        .orElse("");
  }

  /** The number that a text means, such as 5 % or 10,000. */
  private static JsonNode number(String text) {
    String digits = text.replaceFirst("\\s*%$", "").replaceAll("(?<=\\d),(?=\\d{3}(\\D|$))", "");
    if (!digits.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
      return MissingNode.getInstance();
    }
    return digits.contains(".")
        ? DecimalNode.valueOf(new BigDecimal(digits))
        : IntNode.valueOf(Integer.parseInt(digits));
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

package org.rollcall.local.states.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * The values that a field of a definition can have.
 *
 * @param name the name of the JSON type, such as {@code number}; empty for any type
 * @param description the valid values, for the message {@code must be …}
 * @param isValid a further condition for values of the JSON type
 */
public record ValueType(String name, String description, Predicate<JsonNode> isValid) {

  public static final ValueType ANY = new ValueType("", "JSON", value -> true);
  public static final ValueType ARRAY = new ValueType("array", "an array", value -> true);
  public static final ValueType BOOLEAN = new ValueType("boolean", "true or false", value -> true);
  public static final ValueType OBJECT = new ValueType("object", "an object", value -> true);
  public static final ValueType TEXT = new ValueType("string", "text", value -> true);

  /** The whole numbers from a minimum to a maximum, both included. */
  public static ValueType integer(long min, long max) {
    return new ValueType(
        "number",
        "an integer from " + min + " to " + max,
        value ->
            value.doubleValue() == Math.rint(value.doubleValue())
                && value.doubleValue() >= min
                && value.doubleValue() <= max);
  }

  public static ValueType oneOf(String... values) {
    List<String> all = List.of(values);
    return new ValueType("string", "one of " + all, value -> all.contains(value.textValue()));
  }

  /** The name of the JSON type of a value. */
  static String nameOf(JsonNode value) {
    return value.getNodeType().name().toLowerCase(Locale.ROOT);
  }

  boolean isTypeOf(JsonNode value) {
    return name.isEmpty() || name.equals(nameOf(value));
  }

  public boolean contains(JsonNode value) {
    return isTypeOf(value) && isValid.test(value);
  }
}

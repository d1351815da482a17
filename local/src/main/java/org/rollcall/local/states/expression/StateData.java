package org.rollcall.local.states.expression;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The data of states: JSON trees, their text, and the Java values of JSONata. */
public final class StateData {

  public static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  /** The maximum size of the data of a state: the payload limit of Step Functions. */
  public static final int MAX_BYTES = 262_144;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private StateData() {}

  /**
   * Computes the replacement of a text.
   *
   * @param <E> the exception if there is none
   */
  @FunctionalInterface
  interface TextReplacement<E extends Exception> {

    /**
     * Returns the replacement.
     *
     * @param path the path of the text, such as {@code Output/names[0]}
     */
    JsonNode replace(String text, String path) throws E;
  }

  public static ObjectNode object() {
    return NODES.objectNode();
  }

  /** A copy of an object with one more member, or with another value of a member. */
  public static ObjectNode with(ObjectNode object, String member, JsonNode value) {
    ObjectNode copy = object().setAll(object);
    copy.set(member, value);
    return copy;
  }

  /**
   * Parses JSON.
   *
   * @throws JsonProcessingException if the text is not exactly one JSON value
   */
  public static JsonNode parse(String text) throws JsonProcessingException {
    return MAPPER.readValue(text, JsonNode.class);
  }

  /** A timestamp of AWS's JSON protocol: seconds since 1970 with three decimal places. */
  public static BigDecimal seconds(Instant time) {
    return BigDecimal.valueOf(time.toEpochMilli(), 3);
  }

  public static boolean exceedsLimit(String text) {
    return text.length() > MAX_BYTES
        || (text.length() > MAX_BYTES / 3
            && text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES);
  }

  /**
   * Returns a copy of a value in which each text is replaced.
   *
   * @param path the path of the value
   */
  static <E extends Exception> JsonNode replaceTexts(
      JsonNode value, String path, TextReplacement<E> replacement) throws E {
    if (value.isObject()) {
      ObjectNode object = object();
      for (Map.Entry<String, JsonNode> member : value.properties()) {
        String name = member.getKey();
        object.set(name, replaceTexts(member.getValue(), path + "/" + name, replacement));
      }
      return object;
    }
    if (value.isArray()) {
      ArrayNode array = NODES.arrayNode();
      for (JsonNode element : value) {
        array.add(replaceTexts(element, path + "[" + array.size() + "]", replacement));
      }
      return array;
    }
    return value.isTextual() ? replacement.replace(value.textValue(), path) : value;
  }

  /** Converts to a JSONata value. JSON's null becomes {@link Jsonata#NULL_VALUE}. */
  static Object toJava(JsonNode value) {
    if (value.isObject()) {
      Map<String, Object> members = new LinkedHashMap<>();
      value.properties().forEach(member -> members.put(member.getKey(), toJava(member.getValue())));
      return members;
    }
    if (value.isArray()) {
      List<Object> elements = new ArrayList<>(value.size());
      value.forEach(element -> elements.add(toJava(element)));
      return elements;
    }
    if (value.isTextual()) {
      return value.textValue();
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    if (value.isNumber()) {
      return value.isInt() || value.isLong() ? value.numberValue() : (Object) value.doubleValue();
    }
    return Jsonata.NULL_VALUE;
  }

  /**
   * Converts a JSONata value. Undefined members are omitted; undefined elements become null.
   *
   * @throws IllegalArgumentException if the value is not JSON, such as a function
   */
  static JsonNode fromJava(@Nullable Object value) {
    if (value == null || value == Jsonata.NULL_VALUE) {
      return NODES.nullNode();
    }
    if (value instanceof Map<?, ?> members) {
      ObjectNode object = object();
      members.forEach(
          (name, member) -> {
            if (member != null) {
              object.set((String) name, fromJava(member));
            }
          });
      return object;
    }
    if (value instanceof List<?> elements) {
      ArrayNode array = NODES.arrayNode();
      elements.forEach(element -> array.add(fromJava(element)));
      return array;
    }
    if (value instanceof String text) {
      return NODES.textNode(text);
    }
    if (value instanceof Boolean truth) {
      return NODES.booleanNode(truth);
    }
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      // JSONata has one number type: 3.0 is 3.
      return number.longValue() == number.doubleValue()
          ? integer(number.longValue())
          : NODES.numberNode(number.doubleValue());
    }
    throw new IllegalArgumentException("not JSON: " + value.getClass().getName());
  }

  private static JsonNode integer(long number) {
    return (int) number == number ? NODES.numberNode((int) number) : NODES.numberNode(number);
  }
}

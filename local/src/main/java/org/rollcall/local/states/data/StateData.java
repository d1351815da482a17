package org.rollcall.local.states.data;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Conversions between JSON text, JSON trees and the Java values of JSONata. */
public final class StateData {

  public static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  /** The maximum size of the data of a state: the payload limit of Step Functions. */
  public static final int MAX_BYTES = 262_144;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private StateData() {}

  public static ObjectNode object() {
    return NODES.objectNode();
  }

  public static ArrayNode array() {
    return NODES.arrayNode();
  }

  /**
   * Parses JSON.
   *
   * @throws JsonProcessingException if the text is not exactly one JSON value
   */
  public static JsonNode parse(String text) throws JsonProcessingException {
    JsonNode value = MAPPER.readTree(text);
    if (value.isMissingNode()) {
      throw new EmptyTextException();
    }
    return value;
  }

  public static String text(JsonNode value) {
    return value.toString();
  }

  public static boolean exceedsLimit(String text) {
    return text.length() > MAX_BYTES
        || (text.length() > MAX_BYTES / 3
            && text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES);
  }

  /** The name of the JSON type, for error causes. */
  public static String typeOf(JsonNode value) {
    return value.getNodeType().name().toLowerCase(Locale.ROOT);
  }

  /** Converts to an immutable JSONata value. JSON's null becomes {@link Jsonata#NULL_VALUE}. */
  public static Object toJava(JsonNode value) {
    if (value.isObject()) {
      Map<String, Object> members = new LinkedHashMap<>();
      value.properties().forEach(member -> members.put(member.getKey(), toJava(member.getValue())));
      return Collections.unmodifiableMap(members);
    }
    if (value.isArray()) {
      List<Object> elements = new ArrayList<>(value.size());
      value.forEach(element -> elements.add(toJava(element)));
      return Collections.unmodifiableList(elements);
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
   * Converts a JSONata value; empty if it is undefined.
   *
   * @throws IllegalArgumentException if the value is not JSON, such as a function
   */
  public static Optional<JsonNode> fromJava(@Nullable Object value) {
    return value == null ? Optional.empty() : Optional.of(node(value));
  }

  private static JsonNode node(Object value) {
    if (value instanceof Map<?, ?> members) {
      ObjectNode object = object();
      members.forEach(
          (name, member) -> fromJava(member).ifPresent(node -> object.set((String) name, node)));
      return object;
    }
    if (value instanceof List<?> elements) {
      ArrayNode array = array();
      elements.forEach(element -> array.add(fromJava(element).orElse(NODES.nullNode())));
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
    if (value == Jsonata.NULL_VALUE) {
      return NODES.nullNode();
    }
    throw new IllegalArgumentException("not JSON: " + value.getClass().getName());
  }

  public static JsonNode integer(long number) {
    return (int) number == number ? NODES.numberNode((int) number) : NODES.numberNode(number);
  }

  private static final class EmptyTextException extends JsonProcessingException {
    EmptyTextException() {
      super("The text is empty.");
    }
  }
}

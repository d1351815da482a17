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

/** JSON as text, as trees, and as the plain Java values that JSONata works on. */
public final class StateData {

  public static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  /** Most bytes that a state's data may have: Step Functions' payload limit. */
  public static final int MOST_BYTES = 262_144;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private StateData() {}

  public static ObjectNode object() {
    return NODES.objectNode();
  }

  public static ArrayNode array() {
    return NODES.arrayNode();
  }

  /**
   * Reads a text.
   *
   * @throws JsonProcessingException if the text is not exactly one JSON value
   */
  public static JsonNode parse(String text) throws JsonProcessingException {
    JsonNode value = MAPPER.readTree(text);
    if (value.isMissingNode()) {
      throw new EmptyText();
    }
    return value;
  }

  public static String text(JsonNode value) {
    return value.toString();
  }

  public static boolean exceedsLimit(String text) {
    return text.length() > MOST_BYTES
        || (text.length() > MOST_BYTES / 3
            && text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES);
  }

  /** The type's name in the words of JSON, as error causes have it. */
  public static String typeOf(JsonNode value) {
    return value.getNodeType().name().toLowerCase(Locale.ROOT);
  }

  /** The value for JSONata, which nothing can change; JSON's null becomes JSONata's. */
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
   * What JSONata gave; nothing if that is undefined.
   *
   * @throws IllegalArgumentException for what is no JSON, such as a function
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
      // JSONata has one kind of number: 3.0 is 3.
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

  private static final class EmptyText extends JsonProcessingException {
    EmptyText() {
      super("The text is empty.");
    }
  }
}

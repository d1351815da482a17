package org.rollcall.user.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.rollcall.json.Json;

/** Reduces a value to what another value of the same field does not have. */
final class JsonDifference {

  private JsonDifference() {}

  /**
   * A list without the entries that the other list has as well, as often as it has them. An object
   * without the fields that the other object has as well; its other fields are reduced in the same
   * way. Every other value, also a code with its description, stays whole.
   */
  static JsonNode without(JsonNode value, JsonNode other) {
    if (value instanceof ArrayNode list && other instanceof ArrayNode otherList) {
      return entriesWithout(list, otherList);
    }
    return value instanceof ObjectNode object
            && other instanceof ObjectNode otherObject
            && !object.has("value")
            && !otherObject.has("value")
        ? fieldsWithout(object, otherObject)
        : value;
  }

  private static ArrayNode entriesWithout(ArrayNode list, ArrayNode other) {
    List<JsonNode> remaining = new ArrayList<>();
    other.forEach(remaining::add);
    ArrayNode entries = Json.MAPPER.createArrayNode();
    for (JsonNode entry : list) {
      if (!remaining.remove(entry)) {
        entries.add(entry);
      }
    }
    return entries;
  }

  private static ObjectNode fieldsWithout(ObjectNode object, ObjectNode other) {
    ObjectNode fields = Json.MAPPER.createObjectNode();
    object
        .properties()
        .forEach(
            field -> {
              JsonNode otherValue = other.path(field.getKey());
              if (!field.getValue().equals(otherValue)) {
                fields.set(field.getKey(), without(field.getValue(), otherValue));
              }
            });
    return fields;
  }
}

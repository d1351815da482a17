package org.rollcall.user.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
    ArrayNode entries = Json.MAPPER.createArrayNode();
    indexesWithout(list, other).forEach(index -> entries.add(list.get(index)));
    return entries;
  }

  /** The indexes of the entries that the other list does not have, or not as often. */
  private static List<Integer> indexesWithout(JsonNode list, JsonNode other) {
    List<JsonNode> remaining = new ArrayList<>();
    other.forEach(remaining::add);
    List<Integer> indexes = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      if (!remaining.remove(list.get(i))) {
        indexes.add(i);
      }
    }
    return indexes;
  }

  /**
   * Where the entries of lists are that differ between two values, by the list's path in the value:
   * empty for the value itself, {@code email} for a list in an object.
   */
  static Map<String, ListPlaces> places(JsonNode before, JsonNode after) {
    Map<String, ListPlaces> places = new TreeMap<>();
    addPlaces("", before, after, places);
    return places;
  }

  private static void addPlaces(
      String path, JsonNode before, JsonNode after, Map<String, ListPlaces> places) {
    if (before.isArray() || after.isArray()) {
      places.put(
          path,
          new ListPlaces(
              entryPlaces(before, after.isArray() ? after : Json.MAPPER.createArrayNode()),
              entryPlaces(after, before.isArray() ? before : Json.MAPPER.createArrayNode())));
    } else if (before.isObject() || after.isObject()) {
      Set<String> names = new TreeSet<>();
      before.fieldNames().forEachRemaining(names::add);
      after.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        if (!before.path(name).equals(after.path(name))) {
          addPlaces(
              path.isEmpty() ? name : path + "/" + name,
              before.path(name),
              after.path(name),
              places);
        }
      }
    }
  }

  private static List<ListPlaces.Entry> entryPlaces(JsonNode list, JsonNode other) {
    if (!list.isArray()) {
      return List.of();
    }
    Map<JsonNode, Integer> occurrences = new HashMap<>();
    List<Integer> differing = indexesWithout(list, other);
    List<ListPlaces.Entry> places = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      int occurrence = occurrences.merge(ListPlaces.identity(list.get(i)), 1, Integer::sum) - 1;
      if (differing.contains(i)) {
        places.add(new ListPlaces.Entry(i, occurrence));
      }
    }
    return places;
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

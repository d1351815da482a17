package org.rollcall.user.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.rollcall.json.Json;
import org.rollcall.user.state.LastChange.FieldChange;

/** Reduces a change of a field to what differs. */
final class JsonDifference {

  private final Map<String, ListPlaces> places = new TreeMap<>();

  private JsonDifference() {}

  /**
   * The entries in which lists differ, and the fields in which objects differ. Every other value,
   * also a code with its description, stays whole.
   */
  static FieldChange of(String field, FieldChange change) {
    JsonDifference difference = new JsonDifference();
    FieldChange reduced = difference.reduced(field, "", change);
    return new FieldChange(reduced.before(), reduced.after(), difference.places);
  }

  private FieldChange reduced(String name, String path, FieldChange change) {
    JsonNode before = change.before().orElse(Json.MAPPER.missingNode());
    JsonNode after = change.after().orElse(Json.MAPPER.missingNode());
    if (isChangeOf(before, after, JsonNode::isArray)) {
      ListDifference list = new ListDifference(name, before, after);
      places.put(path, list.places());
      return FieldChange.of(
          before.isArray() ? list.removed() : change.before().orElse(null),
          after.isArray() ? list.added() : change.after().orElse(null));
    }
    return isStructure(before) && isStructure(after)
        ? fields(path, (ObjectNode) before, (ObjectNode) after)
        : change;
  }

  private interface Shape {
    boolean is(JsonNode value);
  }

  /** Whether one value has a shape, and the other one has it as well or is empty. */
  private static boolean isChangeOf(JsonNode before, JsonNode after, Shape shape) {
    return (shape.is(before) && (shape.is(after) || !Json.isFilled(after)))
        || (shape.is(after) && !Json.isFilled(before));
  }

  private static boolean isStructure(JsonNode value) {
    return value.isObject() && !value.has("value");
  }

  private FieldChange fields(String path, ObjectNode before, ObjectNode after) {
    ObjectNode reducedBefore = Json.MAPPER.createObjectNode();
    ObjectNode reducedAfter = Json.MAPPER.createObjectNode();
    Set<String> names = new TreeSet<>();
    before.fieldNames().forEachRemaining(names::add);
    after.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      FieldChange change = FieldChange.of(before.get(name), after.get(name));
      if (!change.before().equals(change.after())) {
        FieldChange reduced = reduced(name, path.isEmpty() ? name : path + "/" + name, change);
        reduced.before().ifPresent(value -> reducedBefore.set(name, value));
        reduced.after().ifPresent(value -> reducedAfter.set(name, value));
      }
    }
    return FieldChange.of(reducedBefore, reducedAfter);
  }
}

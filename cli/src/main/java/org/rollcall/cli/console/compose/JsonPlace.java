package org.rollcall.cli.console.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rollcall.json.Json;

/**
 * A place in an input, as the errors of a job name it.
 *
 * @param steps keys, and indexes such as {@code [0]}
 */
record JsonPlace(List<String> steps) {

  private static final Pattern STEP = Pattern.compile("\\[\\d+]|[^.\\[\\]]+");

  /** Parses a path such as {@code changes.roles.add[0].role_type}. */
  static JsonPlace of(String path) {
    List<String> steps = new ArrayList<>();
    Matcher matcher = STEP.matcher(path);
    while (matcher.find()) {
      steps.add(matcher.group());
    }
    return new JsonPlace(List.copyOf(steps));
  }

  private static boolean isIndex(String step) {
    return step.startsWith("[");
  }

  private static int index(String step) {
    return Integer.parseInt(step.substring(1, step.length() - 1));
  }

  private static JsonNode child(JsonNode node, String step) {
    return isIndex(step) ? node.path(index(step)) : node.path(step);
  }

  /** The value; a missing node if there is none. */
  JsonNode get(JsonNode input) {
    JsonNode node = input;
    for (String step : steps) {
      node = child(node, step);
    }
    return node;
  }

  private JsonPlace parent() {
    return new JsonPlace(steps.subList(0, steps.size() - 1));
  }

  private String last() {
    return steps.get(steps.size() - 1);
  }

  /**
   * Sets the value. Objects on the way to it are created, also in place of other values. Does
   * nothing if a list on the way has no such entry.
   *
   * @param value a missing node to remove the value, with the objects that become empty; what the
   *     user has added stays: a change, and an entry of a list
   */
  void set(ObjectNode input, JsonNode value) {
    if (value.isMissingNode()) {
      remove(input);
    } else if (isIndex(last())) {
      if (parent().get(input) instanceof ArrayNode list && index(last()) < list.size()) {
        list.set(index(last()), value);
      }
    } else {
      parent().object(input).set(last(), value);
    }
  }

  private ObjectNode object(ObjectNode input) {
    if (steps.isEmpty()) {
      return input;
    }
    if (get(input) instanceof ObjectNode object) {
      return object;
    }
    ObjectNode created = Json.MAPPER.createObjectNode();
    set(input, created);
    return created;
  }

  private void remove(ObjectNode input) {
    take(input);
    JsonPlace parent = parent();
    boolean wasAdded =
        parent.steps.isEmpty()
            || isIndex(parent.last())
            || (parent.steps.size() == 2 && parent.steps.get(0).equals(InputForm.CHANGES));
    if (!wasAdded && parent.get(input) instanceof ObjectNode object && object.isEmpty()) {
      parent.remove(input);
    }
  }

  /** Removes the value, and nothing else. */
  void take(ObjectNode input) {
    JsonNode container = parent().get(input);
    if (container instanceof ArrayNode list && isIndex(last()) && index(last()) < list.size()) {
      list.remove(index(last()));
    } else if (container instanceof ObjectNode object) {
      object.remove(last());
    }
  }

  /** Adds an empty object to the list at this place, which is created if there is none. */
  void addEntry(ObjectNode input) {
    if (get(input).isMissingNode()) {
      set(input, Json.MAPPER.createArrayNode());
    }
    if (get(input) instanceof ArrayNode list) {
      list.addObject();
    }
  }

  /** Whether there is nothing at this place. */
  boolean isMissing(JsonNode input) {
    return get(input) instanceof MissingNode;
  }
}

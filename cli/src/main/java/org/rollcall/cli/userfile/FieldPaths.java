package org.rollcall.cli.userfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Chosen fields of a record, as in queries: names separated by dots, such as {@code
 * contact_info.email.email_address}. A path goes through all entries of a list.
 */
public final class FieldPaths {

  private final List<String> paths;

  /** The paths without repetitions, in the given order. */
  public FieldPaths(List<String> paths) {
    this.paths = paths.stream().distinct().toList();
  }

  /** The paths, in order. */
  public List<String> paths() {
    return paths;
  }

  /**
   * The values at a path; none if the record does not have it. The entries of a list are values.
   */
  public static List<JsonNode> values(JsonNode record, String path) {
    List<JsonNode> nodes = List.of(record);
    for (String name : path.split("\\.", -1)) {
      nodes =
          nodes.stream()
              .filter(node -> node.has(name))
              .flatMap(node -> items(node.path(name)))
              .toList();
    }
    return nodes;
  }

  private static Stream<JsonNode> items(JsonNode node) {
    return node instanceof ArrayNode list ? list.valueStream() : Stream.of(node);
  }

  /** A copy of a record with its primary ID and these fields only. */
  ObjectNode keptIn(ObjectNode record) {
    List<String> kept = new ArrayList<>(paths);
    kept.add("primary_id");
    return kept(record, kept);
  }

  private static ObjectNode kept(ObjectNode object, List<String> paths) {
    ObjectNode copy = object.objectNode();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      String name = field.getKey();
      if (paths.contains(name)) {
        copy.set(name, field.getValue());
        continue;
      }
      List<String> below =
          paths.stream()
              .filter(path -> path.startsWith(name + "."))
              .map(path -> path.substring(name.length() + 1))
              .toList();
      if (!below.isEmpty()) {
        keptBelow(copy, name, field.getValue(), below);
      }
    }
    return copy;
  }

  private static void keptBelow(ObjectNode copy, String name, JsonNode value, List<String> below) {
    if (value instanceof ObjectNode inner) {
      copy.set(name, kept(inner, below));
    } else if (value instanceof ArrayNode list) {
      ArrayNode entries = copy.putArray(name);
      for (JsonNode entry : list) {
        if (entry instanceof ObjectNode inner) {
          entries.add(kept(inner, below));
        }
      }
    }
  }
}

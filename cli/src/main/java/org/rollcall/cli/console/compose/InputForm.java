package org.rollcall.cli.console.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rollcall.json.InputShape;
import org.rollcall.json.InputShape.ValueShape;

/**
 * The form of one input. It shows values, and sets those that a user has changed. Everything else
 * of the input stays as it is.
 *
 * @param input the input that the form was made from
 * @param shape what an input can contain
 */
record InputForm(ObjectNode input, ShapeNode shape) {

  /** The key of the changes, whose keys the user adds and removes. */
  static final String CHANGES = "changes";

  /** The start of the names of the form's fields. The rest is the path. */
  static final String FIELD = "f:";

  /** The keys that the page sets, whatever the input says. */
  private static final List<String> SET_BY_PAGE = List.of("initiated_by", "mode");

  InputForm(ObjectNode input, InputShape shape) {
    this(input, ShapeNode.of(shape));
  }

  /**
   * A field of the form.
   *
   * @param path the place of the value, or of the list
   * @param isList whether the value is a list of texts
   * @param texts the shown text, or those of the list's entries; empty if the form cannot show it
   */
  record Field(String path, ValueShape value, boolean isList, Optional<List<String>> texts) {

    /** The text in the field. The entries of a list are lines. */
    String text() {
      return String.join("\n", texts.orElse(List.of()));
    }

    /** The value of what was sent; empty if it is what the form has shown. */
    Optional<JsonNode> changed(List<String> sent) {
      if (texts.isEmpty()) {
        return Optional.empty();
      }
      String received = FieldText.received(String.join("\n", sent));
      if (!isList) {
        return received.equals(text())
            ? Optional.empty()
            : Optional.of(FieldText.parse(FieldText.typed(received, value), value));
      }
      List<String> lines = received.lines().filter(line -> !line.isBlank()).toList();
      boolean isSame =
          lines.size() == texts.get().size()
              && new HashSet<>(lines).equals(new HashSet<>(texts.get()))
              && (value.table().isPresent() || lines.equals(texts.get()));
      return isSame ? Optional.empty() : Optional.of(FieldText.parseList(lines, value));
    }
  }

  /** The fields, in the order of the shape. */
  List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    addFields("", shape, fields);
    return fields;
  }

  private void addFields(String path, ShapeNode node, List<Field> fields) {
    node.value().ifPresent(value -> fields.add(field(path, value, node)));
    node.keys()
        .forEach(
            (key, child) -> {
              String place = join(path, key);
              if (isShown(place)) {
                addFields(place, child, fields);
              }
            });
    node.item()
        .ifPresent(
            item -> {
              if (item.isValue()) {
                fields.add(listField(path, item.value().orElseThrow()));
              } else {
                entries(path).forEach(entry -> addFields(entry, item, fields));
              }
            });
  }

  /** A value that can be an object too is empty while it is an object. */
  Field field(String path, ValueShape value, ShapeNode node) {
    JsonNode found = JsonPlace.of(path).get(input);
    Optional<String> text =
        found.isObject() && !node.keys().isEmpty() ? Optional.of("") : FieldText.of(found, value);
    return new Field(
        path, value, false, text.map(shown -> shown.isEmpty() ? List.of() : List.of(shown)));
  }

  Field listField(String path, ValueShape value) {
    return new Field(path, value, true, FieldText.ofList(JsonPlace.of(path).get(input), value));
  }

  /** The paths of a list's entries that are objects. */
  List<String> entries(String path) {
    JsonNode list = JsonPlace.of(path).get(input);
    List<String> entries = new ArrayList<>();
    for (int i = 0; list.isArray() && i < list.size(); i++) {
      if (list.get(i).isObject()) {
        entries.add(path + "[" + i + "]");
      }
    }
    return entries;
  }

  /** Whether a key is in the form: of the changes, only those of the input. */
  boolean isShown(String path) {
    return !path.matches(CHANGES + "\\.[^.]+") || JsonPlace.of(path).get(input).isObject();
  }

  static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /**
   * The input with the values that a user has changed.
   *
   * @param sent the fields that the browser has sent, by name. Fields that are missing keep their
   *     value
   */
  ObjectNode apply(Map<String, List<String>> sent) {
    ObjectNode result = input.deepCopy();
    for (Field field : fields()) {
      Optional.ofNullable(sent.get(FIELD + field.path()))
          .flatMap(field::changed)
          .ifPresent(value -> JsonPlace.of(field.path()).set(result, value));
    }
    GroupQuery.apply(sent, input, result);
    return result;
  }

  /** The places of the input that the form does not show, with their values. */
  Map<String, JsonNode> unshown() {
    Map<String, JsonNode> places = new LinkedHashMap<>();
    addUnshown("", input, shape, places);
    return places;
  }

  private static void addUnshown(
      String path, JsonNode node, ShapeNode shape, Map<String, JsonNode> places) {
    if (node.isObject() && (!shape.keys().isEmpty() || path.isEmpty())) {
      for (Map.Entry<String, JsonNode> child : node.properties()) {
        String place = join(path, child.getKey());
        Optional<ShapeNode> known = Optional.ofNullable(shape.keys().get(child.getKey()));
        if (known.isPresent()) {
          addUnshown(place, child.getValue(), known.get(), places);
        } else if (!SET_BY_PAGE.contains(place)) {
          places.put(place, child.getValue());
        }
      }
    } else if (!isShown(path, node, shape, places)) {
      places.put(path, node);
    }
  }

  private static boolean isShown(
      String path, JsonNode node, ShapeNode shape, Map<String, JsonNode> places) {
    if (shape.item().isEmpty()) {
      return shape.value().filter(value -> FieldText.of(node, value).isPresent()).isPresent();
    }
    ShapeNode item = shape.item().get();
    if (item.isValue()) {
      return FieldText.ofList(node, item.value().orElseThrow()).isPresent();
    }
    for (int i = 0; i < node.size(); i++) {
      addUnshown(path + "[" + i + "]", node.path(i), item, places);
    }
    return node.isArray() && !node.isEmpty();
  }
}

package org.rollcall.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rollcall.query.UnreadableValue;

/** Makes the normalised view of a record; see {@link User#normalized()}. */
final class NormalizedRecord {

  /** The fields that hold a day, anywhere in the record. */
  private static final Set<String> DAYS =
      Set.of("birth_date", "expiry_date", "purge_date", "status_date", "start_date", "end_date");

  /** The fields that hold a time, which starts with a day. */
  private static final Set<String> TIMES = Set.of("created_date");

  private static final Set<String> CODED_VALUE_KEYS = Set.of("value", "desc");
  private static final String ACTIVE = "ACTIVE";

  private NormalizedRecord() {}

  static ObjectNode of(ObjectNode record) {
    ObjectNode view = fields(User.TOP, record);
    addStatus(User.TOP, view);
    return view;
  }

  /** The view of one entry of a list; an empty object if the entry is empty. */
  static ObjectNode ofEntry(String list, ObjectNode entry) {
    ObjectNode view = fields(list, entry);
    if (!view.isEmpty()) {
      addStatus(list, view);
    }
    return view;
  }

  /** Whether a field, anywhere in the record, holds a day or a time. */
  static boolean isDayOrTime(String field) {
    return DAYS.contains(field) || TIMES.contains(field);
  }

  /** The name of a field after the name of the list or object that contains it. */
  static String path(String parent, String field) {
    return parent.equals(User.TOP) ? field : parent + "." + field;
  }

  private static void addStatus(String parent, ObjectNode view) {
    Vocabulary.statusField(parent)
        .filter(field -> !view.has(field))
        .ifPresent(
            field ->
                view.set(
                    field,
                    CodedFields.isCoded(parent, field)
                        ? CodedValue.of(ACTIVE)
                        : TextNode.valueOf(ACTIVE)));
  }

  private static ObjectNode fields(String parent, ObjectNode source) {
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : source.properties()) {
      value(parent, field.getKey(), field.getValue())
          .ifPresent(value -> view.set(field.getKey(), value));
    }
    return view;
  }

  /** The view of a field's value; empty if the value is empty. */
  private static Optional<JsonNode> value(String parent, String name, JsonNode value) {
    if (isDayOrTime(name)) {
      return day(parent, name, value);
    }
    if (value.isArray()) {
      return list(name, value);
    }
    if (CodedFields.isCoded(parent, name)) {
      return CodedValue.code(value)
          .map(code -> coded(value, Vocabulary.canonical(parent, name, code).orElse(code)));
    }
    if (value instanceof ObjectNode object) {
      return object(parent, name, object);
    }
    if (value.isTextual()) {
      return text(parent, name, value.textValue());
    }
    return Optional.of(value).filter(node -> !node.isNull());
  }

  private static Optional<JsonNode> text(String parent, String name, String text) {
    if (CleanText.of(text).isEmpty()) {
      return Optional.empty();
    }
    Optional<Boolean> flag = CodedFields.readBoolean(name, text);
    return Optional.of(
        flag.isPresent()
            ? BooleanNode.valueOf(flag.get())
            : TextNode.valueOf(Vocabulary.canonical(parent, name, text).orElse(text)));
  }

  /** The day without zone, or the time as it is. */
  private static Optional<JsonNode> day(String parent, String name, JsonNode value) {
    String field = path(parent, name);
    try {
      return AlmaDate.read(value, field)
          .map(date -> DAYS.contains(name) ? date.toString() : CodedValue.code(value).orElse(""))
          .map(TextNode::valueOf);
    } catch (BrokenRecordException e) {
      return Optional.of(
          JsonNodeFactory.instance.pojoNode(new UnreadableValue(String.valueOf(e.getMessage()))));
    }
  }

  private static Optional<JsonNode> list(String name, JsonNode source) {
    ArrayNode view = JsonNodeFactory.instance.arrayNode();
    for (JsonNode item : source) {
      if (CodedFields.isCodedList(name)) {
        CodedValue.code(item).map(code -> coded(item, code)).ifPresent(view::add);
      } else if (item instanceof ObjectNode object) {
        Optional.of(ofEntry(name, object)).filter(entry -> !entry.isEmpty()).ifPresent(view::add);
      } else {
        value(name, "", item).ifPresent(view::add);
      }
    }
    return Optional.<JsonNode>of(view).filter(items -> !items.isEmpty());
  }

  private static JsonNode coded(JsonNode source, String code) {
    ObjectNode view =
        source instanceof ObjectNode object
            ? fields("", object)
            : JsonNodeFactory.instance.objectNode();
    return view.put("value", code);
  }

  private static Optional<JsonNode> object(String parent, String name, ObjectNode source) {
    ObjectNode view = fields(name, source);
    boolean isCodedValue =
        source.has("value")
            && source.properties().stream().allMatch(f -> CODED_VALUE_KEYS.contains(f.getKey()));
    if (view.isEmpty() || (isCodedValue && !view.has("value"))) {
      return Optional.empty();
    }
    if (isCodedValue) {
      CodedValue.code(view)
          .flatMap(code -> Vocabulary.canonical(parent, name, code))
          .ifPresent(code -> view.put("value", code));
    }
    return Optional.of(view);
  }
}

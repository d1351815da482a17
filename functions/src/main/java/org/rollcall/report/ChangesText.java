package org.rollcall.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rollcall.user.CodedValue;
import org.rollcall.user.state.LastChange.FieldChange;

/**
 * The changes of a member as text, such as {@code user_group: UG -> ALUMNI}. Lists have no values,
 * which may be personal data.
 */
final class ChangesText {

  private ChangesText() {}

  static String of(Map<String, FieldChange> changes) {
    return changes.entrySet().stream()
        .map(field -> field.getKey() + text(field.getValue()))
        .collect(Collectors.joining("; "));
  }

  /** Which fields only have other segments, in English; empty if there are none. See D-032. */
  static Optional<String> relabelled(Map<String, FieldChange> changes) {
    String fields =
        changes.entrySet().stream()
            .filter(field -> !isSimple(field.getValue()) && isRelabelled(field.getValue()))
            .map(field -> field.getKey() + " relabelled as " + segment(field.getValue()))
            .collect(Collectors.joining(", "));
    return Optional.of(fields).filter(text -> !text.isEmpty());
  }

  private static String text(FieldChange change) {
    if (isSimple(change)) {
      return ": " + value(change.before()) + " -> " + value(change.after());
    }
    return isRelabelled(change) ? ": relabelled as " + segment(change) : "";
  }

  /** Whether only the segments of a field were changed. See D-032. */
  static boolean isRelabelled(FieldChange change) {
    return change
        .before()
        .map(ChangesText::withoutSegments)
        .equals(change.after().map(ChangesText::withoutSegments));
  }

  /** An undo relabels entries that a conversion has relabelled as internal. */
  private static String segment(FieldChange change) {
    return change
        .after()
        .map(after -> after.findValuesAsText("segment_type"))
        .filter(segments -> segments.contains("External"))
        .map(segments -> "external")
        .orElse("internal");
  }

  private static JsonNode withoutSegments(JsonNode node) {
    JsonNode copy = node.deepCopy();
    copy.findParents("segment_type")
        .forEach(parent -> ((ObjectNode) parent).remove("segment_type"));
    return copy;
  }

  private static boolean isSimple(FieldChange change) {
    return isSimple(change.before()) && isSimple(change.after());
  }

  private static boolean isSimple(Optional<JsonNode> node) {
    return node.filter(value -> !value.isValueNode() && !value.has("value")).isEmpty();
  }

  private static String value(Optional<JsonNode> node) {
    return node.flatMap(CodedValue::code).orElse("(none)");
  }
}

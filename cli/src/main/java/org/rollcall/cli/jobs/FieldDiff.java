package org.rollcall.cli.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.rollcall.cli.command.OneLine;
import org.rollcall.report.FieldText;
import org.rollcall.user.state.LastChange.FieldChange;

/**
 * The changed fields of a user as lines: a value before and after the change, and the entries of a
 * list that were removed ({@code -}), added ({@code +}) or given another segment ({@code ~}).
 */
final class FieldDiff {

  private static final String INDENT = "  ";
  private static final String SEGMENT = "segment_type";

  private final Colors colors;
  private final List<String> lines = new ArrayList<>();

  private FieldDiff(Colors colors) {
    this.colors = colors;
  }

  /** The lines of all fields, in the order of their names. */
  static List<String> lines(Map<String, FieldChange> changes, Colors colors) {
    FieldDiff diff = new FieldDiff(colors);
    changes.forEach(
        (field, change) ->
            diff.add(
                field,
                FieldText.shown(field, change.before()),
                FieldText.shown(field, change.after())));
    return diff.lines;
  }

  private void add(String path, JsonNode before, JsonNode after) {
    if (isList(before) || isList(after)) {
      addList(path, before, after);
    } else if (FieldText.isStructure(before) || FieldText.isStructure(after)) {
      Set<String> names = new TreeSet<>();
      before.fieldNames().forEachRemaining(names::add);
      after.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        if (!before.path(name).equals(after.path(name))) {
          add(path + "." + name, before.path(name), after.path(name));
        }
      }
    } else {
      lines.add(
          INDENT
              + path
              + ": "
              + colors.before(value(before))
              + " -> "
              + colors.after(value(after)));
    }
  }

  private static boolean isList(JsonNode node) {
    return node.isArray();
  }

  private void addList(String path, JsonNode before, JsonNode after) {
    List<JsonNode> removed = without(before, after);
    List<JsonNode> added = without(after, before);
    lines.add(INDENT + path + ":");
    for (JsonNode entry : List.copyOf(removed)) {
      added.stream()
          .filter(other -> withoutSegment(other).equals(withoutSegment(entry)))
          .findFirst()
          .ifPresent(
              other -> {
                removed.remove(entry);
                added.remove(other);
                lines.add(
                    INDENT
                        + INDENT
                        + "~ "
                        + text(withoutSegment(entry))
                        + ", "
                        + SEGMENT
                        + ": "
                        + colors.before(value(entry.path(SEGMENT)))
                        + " -> "
                        + colors.after(value(other.path(SEGMENT))));
              });
    }
    removed.forEach(entry -> lines.add(INDENT + INDENT + colors.before("- " + text(entry))));
    added.forEach(entry -> lines.add(INDENT + INDENT + colors.after("+ " + text(entry))));
  }

  /** The entries of a list that another list does not have, or has fewer times. */
  private static List<JsonNode> without(JsonNode list, JsonNode other) {
    List<JsonNode> rest = new ArrayList<>();
    list.forEach(rest::add);
    other.forEach(rest::remove);
    return rest;
  }

  private static JsonNode withoutSegment(JsonNode entry) {
    return entry.isObject() ? ((ObjectNode) entry.deepCopy()).without(SEGMENT) : entry;
  }

  private static String text(JsonNode entry) {
    return OneLine.of(FieldText.ofEntry(entry));
  }

  private static String value(JsonNode node) {
    return OneLine.of(FieldText.of(node));
  }
}

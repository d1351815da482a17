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
public final class FieldDiff {

  private static final String INDENT = "  ";
  private static final String SEGMENT_FIELD = "segment_type";

  private final List<Line> lines = new ArrayList<>();

  private FieldDiff() {}

  /** What a line describes. */
  public enum Kind {
    /** A field that is no list. */
    VALUE,
    /** A list, whose changed entries are the next lines. */
    LIST,
    REMOVED,
    ADDED,
    /** An entry of a list that has another segment. */
    SEGMENT
  }

  /**
   * One line.
   *
   * @param text the path of the field, or the entry of the list
   * @param before the value or segment before the change; empty for other kinds
   */
  public record Line(Kind kind, String text, String before, String after) {

    static Line of(Kind kind, String text) {
      return new Line(kind, text, "", "");
    }

    String text(Colors colors) {
      return switch (kind) {
        case VALUE -> INDENT + text + ": " + colors.before(before) + " -> " + colors.after(after);
        case LIST -> INDENT + text + ":";
        case REMOVED -> INDENT + INDENT + colors.before("- " + text);
        case ADDED -> INDENT + INDENT + colors.after("+ " + text);
        case SEGMENT ->
            "%s~ %s, %s: %s -> %s"
                .formatted(
                    INDENT + INDENT,
                    text,
                    SEGMENT_FIELD,
                    colors.before(before),
                    colors.after(after));
      };
    }
  }

  /** The lines of all fields, in the order of their names. */
  public static List<Line> lines(Map<String, FieldChange> changes) {
    FieldDiff diff = new FieldDiff();
    changes.forEach(
        (field, change) ->
            diff.add(
                field,
                FieldText.shown(field, change.before()),
                FieldText.shown(field, change.after())));
    return List.copyOf(diff.lines);
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
      lines.add(new Line(Kind.VALUE, path, value(before), value(after)));
    }
  }

  private static boolean isList(JsonNode node) {
    return node.isArray();
  }

  private void addList(String path, JsonNode before, JsonNode after) {
    List<JsonNode> removed = without(before, after);
    List<JsonNode> added = without(after, before);
    lines.add(Line.of(Kind.LIST, path));
    for (JsonNode entry : List.copyOf(removed)) {
      added.stream()
          .filter(other -> withoutSegment(other).equals(withoutSegment(entry)))
          .findFirst()
          .ifPresent(
              other -> {
                removed.remove(entry);
                added.remove(other);
                lines.add(
                    new Line(
                        Kind.SEGMENT,
                        text(withoutSegment(entry)),
                        value(entry.path(SEGMENT_FIELD)),
                        value(other.path(SEGMENT_FIELD))));
              });
    }
    removed.forEach(entry -> lines.add(Line.of(Kind.REMOVED, text(entry))));
    added.forEach(entry -> lines.add(Line.of(Kind.ADDED, text(entry))));
  }

  /** The entries of a list that another list does not have, or has fewer times. */
  private static List<JsonNode> without(JsonNode list, JsonNode other) {
    List<JsonNode> rest = new ArrayList<>();
    list.forEach(rest::add);
    other.forEach(rest::remove);
    return rest;
  }

  private static JsonNode withoutSegment(JsonNode entry) {
    return entry.isObject() ? ((ObjectNode) entry.deepCopy()).without(SEGMENT_FIELD) : entry;
  }

  private static String text(JsonNode entry) {
    return OneLine.of(FieldText.ofEntry(entry));
  }

  private static String value(JsonNode node) {
    return OneLine.of(FieldText.of(node));
  }
}

package org.rollcall.cli.userfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.rollcall.user.User;

/** The text of a field in a cell of a table, for people. */
public final class CellText {

  private static final String UNREADABLE = "unreadable";
  private static final String SEPARATOR = "; ";
  private static final Set<String> CODED = Set.of("value", "desc");

  private CellText() {}

  /**
   * The values at a path of {@link FieldPaths}, separated by semicolons; empty text if there are
   * none. Reads the normalised view: a code is without its description, and a day without a zone.
   */
  public static String of(User user, String path) {
    return FieldPaths.values(user.normalized().record(), path).stream()
        .map(CellText::of)
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(SEPARATOR));
  }

  private static String of(JsonNode value) {
    if (value.isPojo()) {
      return UNREADABLE;
    }
    if (value instanceof ArrayNode list) {
      return list.valueStream().map(CellText::of).collect(Collectors.joining(", ", "[", "]"));
    }
    if (!(value instanceof ObjectNode object)) {
      return value.asText();
    }
    List<String> names = object.propertyStream().map(field -> field.getKey()).toList();
    return CODED.containsAll(names)
        ? of(object.path("value"))
        : AlmaFieldOrder.sortEntry(object)
            .propertyStream()
            .map(field -> field.getKey() + ": " + of(field.getValue()))
            .collect(Collectors.joining(", "));
  }
}

package org.rollcall.local.states.type;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.rollcall.local.states.definition.DefinitionFields;

/** Reads and matches the error names in {@code ErrorEquals}. */
final class ErrorNames {

  private static final Set<String> NOT_MATCHED_BY_ALL =
      Set.of("States.DataLimitExceeded", "States.Runtime");

  private ErrorNames() {}

  static Set<String> read(DefinitionFields fields) {
    Set<String> names = new LinkedHashSet<>();
    fields
        .optional("ErrorEquals")
        .filter(value -> value.isArray() && !value.isEmpty())
        .ifPresent(
            array -> {
              for (JsonNode name : array) {
                if (fields.check(
                    "ErrorEquals", name, JsonNode::isTextual, "an array of error names")) {
                  names.add(name.textValue());
                }
              }
            });
    if (names.isEmpty()) {
      fields.addFault("ErrorEquals", "must contain an error name");
    }
    if (names.contains("States.ALL") && names.size() > 1) {
      fields.addFault("ErrorEquals", "must not contain other names with States.ALL");
    }
    return names;
  }

  /**
   * Adds a fault if {@code States.ALL} is not in the last list. Later lists would never be used.
   */
  static void requireAllLast(DefinitionFields fields, String field, List<Set<String>> lists) {
    for (int i = 0; i + 1 < lists.size(); i++) {
      if (lists.get(i).contains("States.ALL")) {
        fields.addFault(
            field + "[" + i + "]/ErrorEquals", "States.ALL is only allowed in the last element");
      }
    }
  }

  static boolean matches(Set<String> names, String error) {
    if (names.contains(error)) {
      return true;
    }
    if (names.contains("States.Timeout") && error.equals("States.HeartbeatTimeout")) {
      return true;
    }
    if (NOT_MATCHED_BY_ALL.contains(error)) {
      return false;
    }
    return names.contains("States.ALL")
        || (names.contains("States.TaskFailed") && !error.equals("States.Timeout"));
  }
}

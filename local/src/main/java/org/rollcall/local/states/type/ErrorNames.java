package org.rollcall.local.states.type;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.rollcall.local.states.definition.DefinitionFields;

/** The names in {@code ErrorEquals}, and which errors they mean. */
final class ErrorNames {

  private static final Set<String> TERMINAL = Set.of("States.DataLimitExceeded", "States.Runtime");

  private ErrorNames() {}

  static Set<String> read(DefinitionFields fields) {
    Set<String> names = new LinkedHashSet<>();
    fields
        .optional("ErrorEquals")
        .filter(value -> value.isArray() && !value.isEmpty())
        .ifPresent(
            array -> {
              for (JsonNode name : array) {
                if (fields.check("ErrorEquals", name, JsonNode::isTextual, "names of errors")) {
                  names.add(name.textValue());
                }
              }
            });
    if (names.isEmpty()) {
      fields.fault("ErrorEquals", "must name an error");
    }
    if (names.contains("States.ALL") && names.size() > 1) {
      fields.fault("ErrorEquals", "must have States.ALL alone");
    }
    return names;
  }

  /** States.ALL has all that follow it in vain: it must be last. */
  static void requireAllLast(DefinitionFields fields, String field, List<Set<String>> lists) {
    for (int i = 0; i + 1 < lists.size(); i++) {
      if (lists.get(i).contains("States.ALL")) {
        fields.fault(field + "[" + i + "]/ErrorEquals", "may be States.ALL only in the last one");
      }
    }
  }

  static boolean match(Set<String> names, String error) {
    if (names.contains(error)) {
      return true;
    }
    if (names.contains("States.Timeout") && error.equals("States.HeartbeatTimeout")) {
      return true;
    }
    if (TERMINAL.contains(error)) {
      return false;
    }
    return names.contains("States.ALL")
        || (names.contains("States.TaskFailed") && !error.equals("States.Timeout"));
  }
}

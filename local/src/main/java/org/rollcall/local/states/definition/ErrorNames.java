package org.rollcall.local.states.definition;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.rollcall.local.states.execution.StateFailedException;
import org.rollcall.local.states.expression.ValueType;

/** The error names in {@code ErrorEquals}. */
record ErrorNames(Set<String> names) {

  private static final Set<String> NOT_MATCHED_BY_ALL =
      Set.of("States.DataLimitExceeded", "States.Runtime");

  static ErrorNames read(Fields fields) {
    JsonNode array = fields.required("ErrorEquals", ValueType.ARRAY);
    if (!array.valueStream().allMatch(JsonNode::isTextual)) {
      throw fields.invalid("ErrorEquals", "must be an array of error names");
    }
    Set<String> names = array.valueStream().map(JsonNode::textValue).collect(toSet());
    if (names.isEmpty()) {
      throw fields.invalid("ErrorEquals", "must contain an error name");
    }
    if (names.contains("States.ALL") && names.size() > 1) {
      throw fields.invalid("ErrorEquals", "must not contain other names with States.ALL");
    }
    return new ErrorNames(names);
  }

  /** Refuses {@code States.ALL} before the last element, since later ones would never be used. */
  static void requireAllLast(Fields fields, String field, List<ErrorNames> elements) {
    for (int i = 0; i + 1 < elements.size(); i++) {
      if (elements.get(i).names.contains("States.ALL")) {
        throw fields.invalid(
            field + "[" + i + "]/ErrorEquals", "States.ALL is only allowed in the last element");
      }
    }
  }

  boolean match(StateFailedException exception) {
    String error = exception.error().orElse("");
    if (names.contains(error)) {
      return true;
    }
    if (NOT_MATCHED_BY_ALL.contains(error)) {
      return false;
    }
    return names.contains("States.ALL")
        || (names.contains("States.TaskFailed") && !error.equals("States.Timeout"));
  }
}

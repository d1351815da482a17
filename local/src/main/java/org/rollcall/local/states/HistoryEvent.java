package org.rollcall.local.states;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Something that happened in an execution, in the names and shapes of {@code GetExecutionHistory}.
 *
 * @param type such as {@code TaskStateEntered}
 * @param member the member of the event that has its details, such as {@code
 *     stateEnteredEventDetails}; empty if there are none
 */
public record HistoryEvent(String type, String member, ObjectNode details) {

  HistoryEvent(String type) {
    this(type, "", StateData.object());
  }

  static HistoryEvent entered(State state, String name, String input) {
    ObjectNode details = StateData.object().put("name", name).put("input", input);
    return new HistoryEvent(state.type() + "StateEntered", "stateEnteredEventDetails", details);
  }

  static HistoryEvent exited(State state, String name, String output, Departure departure) {
    ObjectNode details = StateData.object().put("name", name).put("output", output);
    if (!departure.assigned().isEmpty()) {
      ObjectNode assigned = details.putObject("assignedVariables");
      departure
          .assigned()
          .forEach((variable, value) -> assigned.put(variable, StateData.text(value)));
    }
    return new HistoryEvent(state.type() + "StateExited", "stateExitedEventDetails", details);
  }

  static HistoryEvent evaluationFailed(String state, StateError error, Optional<String> location) {
    ObjectNode details = error(error).put("state", state);
    location.ifPresent(field -> details.put("location", field));
    return new HistoryEvent("EvaluationFailed", "evaluationFailedEventDetails", details);
  }

  static ObjectNode error(StateError error) {
    ObjectNode details = StateData.object();
    error.error().ifPresent(name -> details.put("error", name));
    error.cause().ifPresent(text -> details.put("cause", text));
    return details;
  }
}

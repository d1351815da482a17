package org.rollcall.local.states.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import org.rollcall.local.states.data.StateData;
import org.rollcall.local.states.data.StateFailedException;

/**
 * Something that happened in an execution, in the names and shapes of {@code GetExecutionHistory}.
 *
 * @param type such as {@code TaskStateEntered}
 * @param member the member of the event that has its details, such as {@code
 *     stateEnteredEventDetails}; empty if there are none
 */
public record HistoryEvent(String type, String member, ObjectNode details) {

  public HistoryEvent(String type) {
    this(type, "", StateData.object());
  }

  public static HistoryEvent entered(String stateType, String name, String input) {
    ObjectNode details = StateData.object().put("name", name).put("input", input);
    return new HistoryEvent(stateType + "StateEntered", "stateEnteredEventDetails", details);
  }

  public static HistoryEvent exited(
      String stateType, String name, String output, Map<String, JsonNode> assignedVariables) {
    ObjectNode details = StateData.object().put("name", name).put("output", output);
    if (!assignedVariables.isEmpty()) {
      ObjectNode assigned = details.putObject("assignedVariables");
      assignedVariables.forEach((variable, value) -> assigned.put(variable, StateData.text(value)));
    }
    return new HistoryEvent(stateType + "StateExited", "stateExitedEventDetails", details);
  }

  public static HistoryEvent evaluationFailed(
      String state, StateFailedException error, Optional<String> location) {
    ObjectNode details = error(error).put("state", state);
    location.ifPresent(field -> details.put("location", field));
    return new HistoryEvent("EvaluationFailed", "evaluationFailedEventDetails", details);
  }

  public static ObjectNode error(StateFailedException error) {
    ObjectNode details = StateData.object();
    error.error().ifPresent(name -> details.put("error", name));
    error.cause().ifPresent(text -> details.put("cause", text));
    return details;
  }
}

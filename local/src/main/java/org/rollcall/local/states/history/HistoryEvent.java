package org.rollcall.local.states.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import org.rollcall.local.states.data.StateData;
import org.rollcall.local.states.data.StateFailedException;

/**
 * An event of an execution, with the names and the structure of {@code GetExecutionHistory}.
 *
 * @param type the event type, such as {@code TaskStateEntered}
 * @param member the member that contains the details, such as {@code stateEnteredEventDetails};
 *     empty if there are no details
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
    ObjectNode details = errorDetails(error).put("state", state);
    location.ifPresent(field -> details.put("location", field));
    return new HistoryEvent("EvaluationFailed", "evaluationFailedEventDetails", details);
  }

  public static ObjectNode errorDetails(StateFailedException error) {
    ObjectNode details = StateData.object();
    error.error().ifPresent(name -> details.put("error", name));
    error.cause().ifPresent(text -> details.put("cause", text));
    return details;
  }
}

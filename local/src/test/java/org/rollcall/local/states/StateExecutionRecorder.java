package org.rollcall.local.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.rollcall.local.states.data.StateData;
import org.rollcall.local.states.history.History;
import org.rollcall.local.states.history.HistoryEvent;
import org.rollcall.local.states.history.MapRun;

/**
 * Records the executions of states from an execution's events. Each one is an object with the data
 * of its events {@code …StateEntered} and {@code …StateExited}.
 */
final class StateExecutionRecorder implements History {

  /** The map iterations and the state execution to which an event belongs. */
  private record EventContext(ArrayNode within, ObjectNode execution) {}

  private final List<EventContext> contexts = new ArrayList<>();
  private final List<ObjectNode> executions = new ArrayList<>();
  private final List<ObjectNode> scheduled = new ArrayList<>();

  /** In the order of their starts. */
  synchronized List<ObjectNode> executions() {
    return executions;
  }

  /** The details of all scheduled tasks. */
  synchronized List<ObjectNode> scheduled() {
    return scheduled;
  }

  @Override
  public synchronized long add(long previous, HistoryEvent event) {
    EventContext before =
        previous == 0
            ? new EventContext(StateData.array(), StateData.object())
            : contexts.get((int) previous - 1);
    contexts.add(contextOf(before, event));
    return contexts.size();
  }

  private EventContext contextOf(EventContext before, HistoryEvent event) {
    ObjectNode details = event.details();
    String type = event.type();
    ObjectNode execution = before.execution;
    if (type.equals("MapIterationStarted")) {
      ArrayNode within = before.within.deepCopy();
      within
          .addObject()
          .put("map", details.get("name").textValue())
          .set("index", details.get("index"));
      return new EventContext(within, execution);
    }
    if (type.endsWith("StateEntered")) {
      ObjectNode entered =
          StateData.object()
              .put("name", details.get("name").textValue())
              .put("type", type.replace("StateEntered", ""));
      if (!before.within.isEmpty()) {
        entered.set("within", before.within);
      }
      entered.set("input", parsed(details.get("input")));
      entered.put("exit", "failed");
      executions.add(entered);
      return new EventContext(before.within, entered);
    }
    if (type.equals("MapStateStarted")) {
      execution.set("mapLength", details.get("length"));
    } else if (type.equals("EvaluationFailed")) {
      execution.withArray("evaluationFailed").add(details.deepCopy().without("state"));
    } else if (type.endsWith("Scheduled")) {
      scheduled.add(details);
    } else if (type.endsWith("StateExited")) {
      execution.put("exit", "exited").set("output", parsed(details.get("output")));
      details
          .path("assignedVariables")
          .properties()
          .forEach(
              variable ->
                  execution
                      .withObjectProperty("assignedVariables")
                      .set(variable.getKey(), parsed(variable.getValue())));
    }
    return before;
  }

  private static JsonNode parsed(JsonNode text) {
    try {
      return StateData.parse(text.textValue());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void mapRunStarted(MapRun run) {}

  /** The recordings contain no events of child executions. */
  @Override
  public History child(String name) {
    return new StateExecutionRecorder();
  }
}

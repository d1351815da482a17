package org.rollcall.local.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.rollcall.local.states.expression.StateData;

/**
 * Records the executions of states from an execution's events. Each one is an object with the data
 * of its events {@code …StateEntered} and {@code …StateExited}. The recordings contain no events of
 * child executions.
 */
final class StateExecutionRecorder implements Consumer<ObjectNode> {

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
  public synchronized void accept(ObjectNode event) {
    if (event.has("child")) {
      return;
    }
    int previous = event.get("previousEventId").intValue();
    EventContext before =
        previous == 0
            ? new EventContext(StateData.MAPPER.createArrayNode(), StateData.object())
            : contexts.get(previous - 1);
    JsonNode details = StateData.object();
    for (JsonNode member : event) {
      details = member.isObject() ? member : details;
    }
    contexts.add(contextOf(before, event.get("type").textValue(), (ObjectNode) details));
  }

  private EventContext contextOf(EventContext before, String type, ObjectNode details) {
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
}

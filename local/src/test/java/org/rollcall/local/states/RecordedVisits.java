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
 * The states that an execution visits, as its events tell it: each as an object that says how it
 * was entered and left.
 */
final class RecordedVisits implements History {

  /** To which iterations and which execution an event belongs. */
  private record Strand(ArrayNode within, ObjectNode execution) {}

  private final List<Strand> strands = new ArrayList<>();
  private final List<ObjectNode> visits = new ArrayList<>();
  private final List<ObjectNode> scheduled = new ArrayList<>();

  /** The visits in the order of their beginnings. */
  synchronized List<ObjectNode> visits() {
    return visits;
  }

  /** The details of all tasks that were scheduled. */
  synchronized List<ObjectNode> scheduled() {
    return scheduled;
  }

  @Override
  public synchronized long add(long previous, HistoryEvent event) {
    Strand before =
        previous == 0
            ? new Strand(StateData.array(), StateData.object())
            : strands.get((int) previous - 1);
    strands.add(strand(before, event));
    return strands.size();
  }

  private Strand strand(Strand before, HistoryEvent event) {
    ObjectNode details = event.details();
    String type = event.type();
    ObjectNode execution = before.execution;
    if (type.equals("MapIterationStarted")) {
      ArrayNode within = before.within.deepCopy();
      within
          .addObject()
          .put("map", details.get("name").textValue())
          .set("index", details.get("index"));
      return new Strand(within, execution);
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
      visits.add(entered);
      return new Strand(before.within, entered);
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

  /** The recordings have no events of children. */
  @Override
  public History child(String name) {
    return new RecordedVisits();
  }
}

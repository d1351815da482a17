package org.rollcall.local.states.execution;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.rollcall.local.states.data.StateData;
import org.rollcall.local.states.data.StateFailedException;
import org.rollcall.local.states.history.HistoryEvent;
import org.rollcall.local.states.history.HistoryRecorder;

/** Runs a graph as an execution, with the events of its start and its end. */
public final class Execution {

  private Execution() {}

  /**
   * Runs the graph.
   *
   * @return the output
   * @throws StateFailedException if the execution fails
   * @throws InterruptedException if the execution is stopped. The caller adds the event of that
   */
  public static JsonNode run(StateGraph graph, ExecutionContext context, JsonNode input)
      throws StateFailedException, InterruptedException {
    HistoryRecorder recorder = context.recorder();
    recorder.add(
        new HistoryEvent(
            "ExecutionStarted",
            "executionStartedEventDetails",
            StateData.object()
                .put("input", StateData.text(input))
                .put("roleArn", context.identity().roleArn())));
    try {
      JsonNode output = graph.run(context, input, Map.of());
      recorder.add(
          new HistoryEvent(
              "ExecutionSucceeded",
              "executionSucceededEventDetails",
              StateData.object().put("output", StateData.text(output))));
      return output;
    } catch (StateFailedException e) {
      recorder.add(
          new HistoryEvent(
              "ExecutionFailed", "executionFailedEventDetails", HistoryEvent.errorDetails(e)));
      throw e;
    }
  }
}

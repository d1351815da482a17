package org.rollcall.local.states.execution;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.rollcall.local.states.data.StateData;
import org.rollcall.local.states.data.StateFailedException;
import org.rollcall.local.states.history.HistoryEvent;
import org.rollcall.local.states.history.HistoryRecorder;

/**
 * A flow that is walked as an execution of its own, with the events of its beginning and its end.
 */
public final class Execution {

  private Execution() {}

  /**
   * Runs a state graph as an execution.
   *
   * @return the output
   * @throws StateFailedException when it fails
   * @throws InterruptedException when it is stopped; the event of that is left to who stopped it
   */
  public static JsonNode run(StateGraph flow, ExecutionContext situation, JsonNode input)
      throws StateFailedException, InterruptedException {
    HistoryRecorder trail = situation.trail();
    trail.add(
        new HistoryEvent(
            "ExecutionStarted",
            "executionStartedEventDetails",
            StateData.object()
                .put("input", StateData.text(input))
                .put("roleArn", situation.identity().roleArn())));
    try {
      JsonNode output = flow.walk(situation, input, Map.of());
      trail.add(
          new HistoryEvent(
              "ExecutionSucceeded",
              "executionSucceededEventDetails",
              StateData.object().put("output", StateData.text(output))));
      return output;
    } catch (StateFailedException error) {
      trail.add(
          new HistoryEvent(
              "ExecutionFailed", "executionFailedEventDetails", HistoryEvent.error(error)));
      throw error;
    }
  }
}

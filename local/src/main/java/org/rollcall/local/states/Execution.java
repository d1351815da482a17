package org.rollcall.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A flow that is walked as an execution of its own, with the events of its beginning and its end.
 */
final class Execution {

  private Execution() {}

  /**
   * @return the output
   * @throws StateError when it fails
   * @throws InterruptedException when it is stopped; the event of that is left to who stopped it
   */
  static JsonNode run(Flow flow, Situation situation, JsonNode input)
      throws StateError, InterruptedException {
    Trail trail = situation.trail();
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
    } catch (StateError error) {
      trail.add(
          new HistoryEvent(
              "ExecutionFailed", "executionFailedEventDetails", HistoryEvent.error(error)));
      throw error;
    }
  }
}

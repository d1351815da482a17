package org.rollcall.local.states.execution;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.rollcall.local.states.data.StateData;
import org.rollcall.local.states.data.StateFailedException;
import org.rollcall.local.states.history.HistoryEvent;

/**
 * States that lead to one another: a state machine's own, or those that a Map runs for each item.
 *
 * @param start the name of the first state
 */
public record StateGraph(String start, Map<String, State> states) {

  /**
   * Goes from state to state until one ends the flow.
   *
   * @param variables of the flow around this one, as JSONata's values
   * @return the last state's output
   * @throws StateFailedException when a state fails
   * @throws InterruptedException when the execution is stopped
   */
  public JsonNode walk(ExecutionContext situation, JsonNode input, Map<String, Object> variables)
      throws StateFailedException, InterruptedException {
    String name = start;
    JsonNode data = input;
    Map<String, Object> known = variables;
    while (true) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      State state = requireNonNull(states.get(name), name);
      Transition departure = state.run(StateExecution.enter(situation, state, name, data, known));
      situation
          .trail()
          .add(
              HistoryEvent.exited(
                  state.type(), name, StateData.text(departure.output()), departure.assigned()));
      data = departure.output();
      if (!departure.assigned().isEmpty()) {
        Map<String, Object> more = new LinkedHashMap<>(known);
        departure
            .assigned()
            .forEach((variable, value) -> more.put(variable, StateData.toJava(value)));
        known = more;
      }
      if (departure.next().isEmpty()) {
        return data;
      }
      name = departure.next().get();
    }
  }
}

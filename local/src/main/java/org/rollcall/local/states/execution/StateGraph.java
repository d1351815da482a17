package org.rollcall.local.states.execution;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.rollcall.local.states.data.StateData;
import org.rollcall.local.states.data.StateFailedException;
import org.rollcall.local.states.history.HistoryEvent;

/**
 * The states of a state machine, or of the processor of a Map.
 *
 * @param start the name of the first state
 */
public record StateGraph(String start, Map<String, State> states) {

  /**
   * Runs states until one of them ends the graph.
   *
   * @param variables the variables of the outer graph, as JSONata values
   * @return the output of the last state
   * @throws StateFailedException if a state fails
   * @throws InterruptedException if the execution is stopped
   */
  public JsonNode run(ExecutionContext context, JsonNode input, Map<String, Object> variables)
      throws StateFailedException, InterruptedException {
    String name = start;
    JsonNode data = input;
    Map<String, Object> currentVariables = variables;
    while (true) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      State state = requireNonNull(states.get(name), name);
      Transition transition =
          state.run(StateExecution.enter(context, state, name, data, currentVariables));
      context
          .recorder()
          .add(
              HistoryEvent.exited(
                  state.type(),
                  name,
                  StateData.text(transition.output()),
                  transition.assignedVariables()));
      data = transition.output();
      currentVariables = withAssigned(currentVariables, transition.assignedVariables());
      if (transition.nextState().isEmpty()) {
        return data;
      }
      name = transition.nextState().get();
    }
  }

  private static Map<String, Object> withAssigned(
      Map<String, Object> variables, Map<String, JsonNode> assigned) {
    if (assigned.isEmpty()) {
      return variables;
    }
    Map<String, Object> all = new LinkedHashMap<>(variables);
    assigned.forEach((variable, value) -> all.put(variable, StateData.toJava(value)));
    return all;
  }
}

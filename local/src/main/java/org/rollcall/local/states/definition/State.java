package org.rollcall.local.states.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rollcall.local.states.execution.StateExecution;
import org.rollcall.local.states.execution.StateFailedException;

/** A validated state of a graph. Each state type is a class that reads its fields and runs. */
interface State {

  /** All ways in which the state can end without an error. */
  List<Exit> exits();

  /**
   * Runs the state.
   *
   * @throws StateFailedException if the state fails and does not catch the error
   * @throws InterruptedException if the execution is stopped
   */
  Transition run(StateExecution execution) throws StateFailedException, InterruptedException;

  /**
   * The end of a state and the way to the next state.
   *
   * @param assignedVariables the new values of variables
   * @param nextState the name of the next state; empty if the graph ends
   */
  record Transition(
      JsonNode output, Map<String, JsonNode> assignedVariables, Optional<String> nextState) {}
}

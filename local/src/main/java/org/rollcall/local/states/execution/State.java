package org.rollcall.local.states.execution;

import java.util.Set;
import org.rollcall.local.states.data.StateFailedException;

/** A validated state of a graph. Each state type is a class that reads its fields and runs. */
public interface State {

  /** The state type in definitions and events, such as {@code Task}. */
  String type();

  /** The names of the states that can follow this state. */
  Set<String> nextStates();

  /** The names of the variables that this state can assign. */
  Set<String> assignedVariables();

  /**
   * Runs the state.
   *
   * @throws StateFailedException if the state fails and does not catch the error
   * @throws InterruptedException if the execution is stopped
   */
  Transition run(StateExecution execution) throws StateFailedException, InterruptedException;
}

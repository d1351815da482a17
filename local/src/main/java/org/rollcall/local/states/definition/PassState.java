package org.rollcall.local.states.definition;

import java.util.List;
import org.rollcall.local.states.execution.StateExecution;
import org.rollcall.local.states.execution.StateFailedException;

/** A Pass state, which transforms data, or a Succeed state, which ends the graph successfully. */
record PassState(Exit exit) implements State {

  @Override
  public List<Exit> exits() {
    return List.of(exit);
  }

  @Override
  public Transition run(StateExecution execution) throws StateFailedException {
    return exit.transition(execution, execution.input(), "");
  }
}

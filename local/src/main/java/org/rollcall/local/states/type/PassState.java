package org.rollcall.local.states.type;

import java.util.Set;
import org.rollcall.local.states.data.StateFailedException;
import org.rollcall.local.states.definition.DefinitionFields;
import org.rollcall.local.states.execution.State;
import org.rollcall.local.states.execution.StateExecution;
import org.rollcall.local.states.execution.Transition;

/** A Pass state: transforms data. */
public record PassState(NextState next) implements State {

  public static PassState read(DefinitionFields fields) {
    return new PassState(NextState.readNextOrEnd(fields, DefinitionFields.ALWAYS));
  }

  @Override
  public String type() {
    return "Pass";
  }

  @Override
  public Set<String> nextStates() {
    return next.next().map(Set::of).orElse(Set.of());
  }

  @Override
  public Set<String> assignedVariables() {
    return next.assign().keySet();
  }

  @Override
  public Transition run(StateExecution execution) throws StateFailedException {
    return next.transition(execution, execution.bindings(), execution.input(), "");
  }
}

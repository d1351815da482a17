package org.rollcall.local.states.type;

import java.util.Set;
import org.rollcall.local.states.data.StateFailedException;
import org.rollcall.local.states.definition.DefinitionFields;
import org.rollcall.local.states.execution.State;
import org.rollcall.local.states.execution.StateExecution;
import org.rollcall.local.states.execution.Transition;

/** A state that does nothing but shape data. */
public record PassState(NextState exit) implements State {

  public static PassState read(DefinitionFields fields) {
    return new PassState(NextState.nextOrEnd(fields, DefinitionFields.ALWAYS));
  }

  @Override
  public String type() {
    return "Pass";
  }

  @Override
  public Set<String> targets() {
    return exit.next().map(Set::of).orElse(Set.of());
  }

  @Override
  public Set<String> assigns() {
    return exit.assign().keySet();
  }

  @Override
  public Transition run(StateExecution visit) throws StateFailedException {
    return exit.leave(visit, visit.bindings(), visit.input(), "");
  }
}

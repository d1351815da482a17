package org.rollcall.local.states.type;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rollcall.local.states.data.StateFailedException;
import org.rollcall.local.states.definition.DefinitionFields;
import org.rollcall.local.states.execution.State;
import org.rollcall.local.states.execution.StateExecution;
import org.rollcall.local.states.execution.Transition;

/** A Succeed state: ends the graph successfully. */
public record SucceedState(NextState next) implements State {

  public static SucceedState read(DefinitionFields fields) {
    return new SucceedState(
        new NextState(
            Map.of(), fields.template("Output", DefinitionFields.ALWAYS), Optional.empty()));
  }

  @Override
  public String type() {
    return "Succeed";
  }

  @Override
  public Set<String> nextStates() {
    return Set.of();
  }

  @Override
  public Set<String> assignedVariables() {
    return Set.of();
  }

  @Override
  public Transition run(StateExecution execution) throws StateFailedException {
    return next.transition(execution, execution.bindings(), execution.input(), "");
  }
}

package org.rollcall.local.states.definition;

import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;
import java.util.Optional;
import org.rollcall.local.states.execution.StateExecution;
import org.rollcall.local.states.execution.StateFailedException;
import org.rollcall.local.states.expression.Template;
import org.rollcall.local.states.expression.ValueType;

/** A Fail state: ends the execution with an error. */
record FailState(Optional<Template> error, Optional<Template> cause) implements State {

  static FailState read(Fields fields) {
    return new FailState(
        fields.template("Error", ValueType.TEXT), fields.template("Cause", ValueType.TEXT));
  }

  @Override
  public List<Exit> exits() {
    return List.of();
  }

  @Override
  public Transition run(StateExecution execution) throws StateFailedException {
    throw new StateFailedException(
        text(execution, error, "Error"), text(execution, cause, "Cause"));
  }

  private static Optional<String> text(
      StateExecution execution, Optional<Template> template, String field)
      throws StateFailedException {
    return Optional.ofNullable(execution.evaluate(template, field, NullNode.instance).textValue());
  }
}

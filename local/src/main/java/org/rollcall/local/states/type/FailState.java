package org.rollcall.local.states.type;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import org.rollcall.local.states.data.StateFailedException;
import org.rollcall.local.states.definition.DefinitionFields;
import org.rollcall.local.states.execution.State;
import org.rollcall.local.states.execution.StateExecution;
import org.rollcall.local.states.execution.Transition;
import org.rollcall.local.states.expression.Template;

/** A Fail state: ends the execution with an error. */
public record FailState(Optional<Template> error, Optional<Template> cause) implements State {

  public static FailState read(DefinitionFields fields) {
    return new FailState(
        fields.template("Error", DefinitionFields.ALWAYS, JsonNode::isTextual, "text"),
        fields.template("Cause", DefinitionFields.ALWAYS, JsonNode::isTextual, "text"));
  }

  @Override
  public String type() {
    return "Fail";
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
    throw new StateFailedException(
        text(execution, error, "Error"), text(execution, cause, "Cause"));
  }

  private static Optional<String> text(
      StateExecution execution, Optional<Template> template, String field)
      throws StateFailedException {
    return template.isEmpty()
        ? Optional.empty()
        : Optional.of(
            execution.evaluate(() -> template.get().evaluateText(execution.bindings(), field)));
  }
}

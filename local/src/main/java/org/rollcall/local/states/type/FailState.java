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

/** The bad end of a flow. */
public record FailState(Optional<Template> error, Optional<Template> cause) implements State {

  public static FailState read(DefinitionFields fields) {
    return new FailState(
        fields.template("Error", DefinitionFields.ALWAYS, JsonNode::isTextual, "a text"),
        fields.template("Cause", DefinitionFields.ALWAYS, JsonNode::isTextual, "a text"));
  }

  @Override
  public String type() {
    return "Fail";
  }

  @Override
  public Set<String> targets() {
    return Set.of();
  }

  @Override
  public Set<String> assigns() {
    return Set.of();
  }

  @Override
  public Transition run(StateExecution visit) throws StateFailedException {
    throw new StateFailedException(text(visit, error, "Error"), text(visit, cause, "Cause"));
  }

  private static Optional<String> text(
      StateExecution visit, Optional<Template> template, String field) throws StateFailedException {
    return template.isEmpty()
        ? Optional.empty()
        : Optional.of(visit.work(() -> template.get().text(visit.bindings(), field)));
  }
}

package org.rollcall.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;

/** The bad end of a flow. */
record FailState(Optional<Template> error, Optional<Template> cause) implements State {

  static FailState read(DefinitionFields fields) {
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
  public Departure run(Visit visit) throws StateError {
    throw new StateError(text(visit, error, "Error"), text(visit, cause, "Cause"));
  }

  private static Optional<String> text(Visit visit, Optional<Template> template, String field)
      throws StateError {
    return template.isEmpty()
        ? Optional.empty()
        : Optional.of(visit.work(() -> template.get().text(visit.bindings(), field)));
  }
}

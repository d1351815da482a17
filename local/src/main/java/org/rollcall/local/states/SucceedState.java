package org.rollcall.local.states;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The good end of a flow. */
record SucceedState(Exit exit) implements State {

  static SucceedState read(DefinitionFields fields) {
    return new SucceedState(
        new Exit(Map.of(), fields.template("Output", DefinitionFields.ALWAYS), Optional.empty()));
  }

  @Override
  public String type() {
    return "Succeed";
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
    return exit.leave(visit, visit.bindings(), visit.input(), "");
  }
}

package org.rollcall.local.states;

import java.util.Set;

/** A state that does nothing but shape data. */
record PassState(Exit exit) implements State {

  static PassState read(DefinitionFields fields) {
    return new PassState(Exit.nextOrEnd(fields, DefinitionFields.ALWAYS));
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
  public Departure run(Visit visit) throws StateError {
    return exit.leave(visit, visit.bindings(), visit.input(), "");
  }
}

package org.rollcall.local.states.definition;

import java.util.List;

/** A definition is invalid, or uses a feature that the interpreter does not support. */
public final class InvalidDefinitionException extends RuntimeException {

  // Not serialized: the exception does not leave the process.
  private final transient List<DefinitionFault> faults;

  public InvalidDefinitionException(List<DefinitionFault> faults) {
    super(String.join("\n", faults.stream().map(DefinitionFault::toString).toList()));
    this.faults = List.copyOf(faults);
  }

  /** All faults, in the order of the definition. */
  public List<DefinitionFault> faults() {
    return faults;
  }
}

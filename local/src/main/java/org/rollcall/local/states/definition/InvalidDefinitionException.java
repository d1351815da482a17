package org.rollcall.local.states.definition;

import java.util.List;

/**
 * A definition was refused: it is wrong, or it uses something that the interpreter does not know.
 */
public final class InvalidDefinitionException extends RuntimeException {

  // Only ever read in the process that made it.
  private final transient List<DefinitionFault> faults;

  public InvalidDefinitionException(List<DefinitionFault> faults) {
    super(String.join("\n", faults.stream().map(DefinitionFault::toString).toList()));
    this.faults = List.copyOf(faults);
  }

  /** Every fault there is, in the order of the definition. */
  public List<DefinitionFault> faults() {
    return faults;
  }
}

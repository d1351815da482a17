package org.rollcall.local.states;

import java.util.List;

/**
 * A definition was refused: it is wrong, or it uses something that the interpreter does not know.
 */
public final class InvalidDefinition extends RuntimeException {

  /**
   * One reason for the refusal.
   *
   * @param path where in the definition, such as {@code /States/Prepare job/Retry[0]/MaxAttempts};
   *     empty for the whole of it
   */
  public record Fault(String path, String message) {

    @Override
    public String toString() {
      return (path.isEmpty() ? "" : path + ": ") + message;
    }
  }

  // Only ever read in the process that made it.
  private final transient List<Fault> faults;

  InvalidDefinition(List<Fault> faults) {
    super(String.join("\n", faults.stream().map(Fault::toString).toList()));
    this.faults = List.copyOf(faults);
  }

  /** Every fault there is, in the order of the definition. */
  public List<Fault> faults() {
    return faults;
  }
}

package org.rollcall.local.states.definition;

/**
 * One error in a state machine's definition.
 *
 * @param path the place in the definition, such as {@code /States/Prepare
 *     job/Retry[0]/MaxAttempts}; empty for the whole definition
 */
public record DefinitionFault(String path, String message) {

  @Override
  public String toString() {
    return (path.isEmpty() ? "" : path + ": ") + message;
  }
}

package org.rollcall.local.states.expression;

/** A definition is invalid, or uses a feature that the interpreter does not support. */
public final class InvalidDefinitionException extends RuntimeException {

  /**
   * Creates the exception.
   *
   * @param path the place in the definition, such as {@code /States/Prepare
   *     job/Retry[0]/MaxAttempts}; empty for the whole definition
   */
  public InvalidDefinitionException(String path, String message) {
    super((path.isEmpty() ? "" : path + ": ") + message);
  }
}

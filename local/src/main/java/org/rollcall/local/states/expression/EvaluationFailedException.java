package org.rollcall.local.states.expression;

import java.util.Optional;

/** A field of a definition could not be evaluated. */
public final class EvaluationFailedException extends Exception {

  private final String location;

  /**
   * Creates the exception.
   *
   * @param location the field, such as {@code Output/result}; empty if the error is in the input of
   *     the state
   */
  public EvaluationFailedException(String location, String message) {
    super(message, null, false, false);
    this.location = location;
  }

  public Optional<String> location() {
    return location.isEmpty() ? Optional.empty() : Optional.of(location);
  }

  /** The message, which is never null. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}

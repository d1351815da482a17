package org.rollcall.local.states.expression;

import java.util.Optional;

/** A value of a definition's field could not be worked out. */
public final class EvaluationFailedException extends Exception {

  private final String location;

  /**
   * Creates the exception.
   *
   * @param location the field, such as {@code Output/result}; empty where the fault is the state's
   *     input
   */
  public EvaluationFailedException(String location, String message) {
    super(message, null, false, false);
    this.location = location;
  }

  public Optional<String> location() {
    return location.isEmpty() ? Optional.empty() : Optional.of(location);
  }

  /** Exceptions made with a message always have one. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}

package org.rollcall.local.states.expression;

/** A field of a definition could not be evaluated. */
public final class EvaluationFailedException extends Exception {

  private final String location;

  /**
   * Creates the exception.
   *
   * @param location the field, such as {@code Output/result}
   */
  EvaluationFailedException(String location, String message) {
    super(message, null, false, false);
    this.location = location;
  }

  public String location() {
    return location;
  }
}

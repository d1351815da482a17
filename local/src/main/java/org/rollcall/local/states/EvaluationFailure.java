package org.rollcall.local.states;

import java.util.Optional;

/** A value of a definition's field could not be worked out. */
final class EvaluationFailure extends Exception {

  private final String location;

  /**
   * @param location the field, such as {@code Output/result}; empty where the fault is the state's
   *     input
   */
  EvaluationFailure(String location, String message) {
    super(message, null, false, false);
    this.location = location;
  }

  Optional<String> location() {
    return location.isEmpty() ? Optional.empty() : Optional.of(location);
  }

  /** Exceptions made with a message always have one. */
  String reason() {
    return String.valueOf(getMessage());
  }
}

package org.rollcall.change;

import com.fasterxml.jackson.databind.JsonNode;

/** Whether a change depends on the field's value before the job. Alma has the same choices. */
public enum Condition {
  ALWAYS,
  IF_EMPTY,
  IF_NOT_EMPTY;

  /**
   * Whether the condition is met.
   *
   * @param field the field in the user's normalised view, in which an empty field is missing
   */
  boolean isMet(JsonNode field) {
    return switch (this) {
      case ALWAYS -> true;
      case IF_EMPTY -> field.isMissingNode();
      case IF_NOT_EMPTY -> !field.isMissingNode();
    };
  }
}

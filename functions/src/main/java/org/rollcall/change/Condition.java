package org.rollcall.change;

import com.fasterxml.jackson.databind.JsonNode;
import org.rollcall.json.Json;
import org.rollcall.user.CodedValue;

/** Whether a change depends on the field's value before the job. Alma has the same choices. */
public enum Condition {
  ALWAYS,
  IF_EMPTY,
  IF_NOT_EMPTY;

  boolean isMet(JsonNode field) {
    return switch (this) {
      case ALWAYS -> true;
      case IF_EMPTY -> !isFilled(field);
      case IF_NOT_EMPTY -> isFilled(field);
    };
  }

  /** Whether a field has a value. Alma also writes {@code {"value": "", "desc": ""}} for none. */
  static boolean isFilled(JsonNode field) {
    return field.isObject() ? CodedValue.code(field).isPresent() : Json.isFilled(field);
  }
}

package org.rollcall.change;

import com.fasterxml.jackson.databind.JsonNode;
import org.rollcall.json.Json;
import org.rollcall.user.CodedValue;

/** When a change applies, by what the field holds before the job (Alma's three choices). */
public enum Condition {
  ALWAYS,
  IF_EMPTY,
  IF_NOT_EMPTY;

  boolean holds(JsonNode field) {
    return switch (this) {
      case ALWAYS -> true;
      case IF_EMPTY -> !isFilled(field);
      case IF_NOT_EMPTY -> isFilled(field);
    };
  }

  /** Whether a field holds something; {@code {"value": "", "desc": ""}} is Alma's way of empty. */
  static boolean isFilled(JsonNode field) {
    return field.isObject() ? CodedValue.code(field).isPresent() : Json.isFilled(field);
  }
}

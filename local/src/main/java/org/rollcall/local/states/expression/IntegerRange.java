package org.rollcall.local.states.expression;

import com.fasterxml.jackson.databind.JsonNode;

/** The whole numbers from a minimum to a maximum, both included. */
public record IntegerRange(long min, long max) {

  public boolean contains(JsonNode value) {
    return value.isNumber()
        && value.doubleValue() == Math.rint(value.doubleValue())
        && value.doubleValue() >= min
        && value.doubleValue() <= max;
  }

  @Override
  public String toString() {
    return "an integer from " + min + " to " + max;
  }
}

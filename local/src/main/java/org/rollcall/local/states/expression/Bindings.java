package org.rollcall.local.states.expression;

import com.dashjoin.jsonata.Jsonata.Frame;
import com.dashjoin.jsonata.Jsonata.JFunction;
import java.time.Instant;
import java.util.Map;

/**
 * What an expression sees: {@code $states}, the variables, and the time.
 *
 * @param states the members of {@code $states}, as JSONata's values
 * @param variables the variables by name without the dollar sign, as JSONata's values
 */
public record Bindings(Map<String, Object> states, Map<String, Object> variables, Instant now) {

  Frame frame() {
    Frame frame = new Frame(null);
    variables.forEach(frame::bind);
    frame.bind("states", states);
    // The library would take the time from whatever its thread evaluated first.
    frame.bind("millis", new JFunction((input, arguments) -> now.toEpochMilli(), "<:n>"));
    frame.bind(
        "now",
        new JFunction((input, arguments) -> ExpressionFunctions.now(now, arguments), "<s?s?:s>"));
    return frame;
  }
}

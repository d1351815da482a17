package org.rollcall.local.states.expression;

import com.dashjoin.jsonata.Jsonata.Frame;
import com.dashjoin.jsonata.Jsonata.JFunction;
import java.time.Instant;
import java.util.Map;

/**
 * The values that an expression can use: {@code $states}, the variables and the time.
 *
 * @param states the members of {@code $states}, as JSONata values
 * @param variables the variables as JSONata values, by name without the dollar sign
 */
public record Bindings(Map<String, Object> states, Map<String, Object> variables, Instant now) {

  Frame frame() {
    Frame frame = new Frame(null);
    variables.forEach(frame::bind);
    frame.bind("states", states);
    // Otherwise the library uses the time of the first evaluation on the thread.
    frame.bind("millis", new JFunction((input, arguments) -> now.toEpochMilli(), "<:n>"));
    frame.bind(
        "now",
        new JFunction((input, arguments) -> ExpressionFunctions.now(now, arguments), "<s?s?:s>"));
    return frame;
  }
}

package org.rollcall.local.states;

import com.fasterxml.jackson.databind.JsonNode;

/** Does what Task states ask for. */
@FunctionalInterface
public interface Tasks {

  /**
   * Does what one Task asks for, and waits until it is done. Called from many threads.
   *
   * @param resource {@code arn:aws:states:::lambda:invoke} or a function's ARN
   * @param arguments the integration's arguments, or the function's event
   * @return what the state machine gets as {@code $states.result}
   * @throws StateError when the task fails
   */
  JsonNode perform(String resource, JsonNode arguments) throws StateError;
}

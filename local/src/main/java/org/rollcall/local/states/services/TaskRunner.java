package org.rollcall.local.states.services;

import com.fasterxml.jackson.databind.JsonNode;
import org.rollcall.local.states.data.StateFailedException;

/** Does what Task states ask for. */
@FunctionalInterface
public interface TaskRunner {

  /** The resource of a Task that calls Lambda through its API. */
  String INVOKE_RESOURCE = "arn:aws:states:::lambda:invoke";

  /**
   * Does what one Task asks for, and waits until it is done. Called from many threads.
   *
   * @param resource {@code arn:aws:states:::lambda:invoke} or a function's ARN
   * @param arguments the integration's arguments, or the function's event
   * @return what the state machine gets as {@code $states.result}
   * @throws StateFailedException when the task fails
   */
  JsonNode perform(String resource, JsonNode arguments) throws StateFailedException;
}

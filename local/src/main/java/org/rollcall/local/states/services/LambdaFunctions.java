package org.rollcall.local.states.services;

import com.fasterxml.jackson.databind.JsonNode;
import org.rollcall.local.states.data.StateFailedException;

/** The Lambda functions that there are. */
@FunctionalInterface
public interface LambdaFunctions {

  /**
   * Calls a function and waits for its answer. Called from many threads.
   *
   * @param function a name or an ARN, as the state machine has it
   * @throws StateFailedException if the function fails: the error is its exception's class name,
   *     the cause Lambda's JSON object with {@code errorMessage} and {@code errorType}. Faults of
   *     Lambda itself have names such as {@code Lambda.ServiceException}; a function that does not
   *     exist is {@code Lambda.ResourceNotFoundException}
   */
  JsonNode invoke(String function, JsonNode payload) throws StateFailedException;
}

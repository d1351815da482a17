package org.rollcall.local.states.execution;

import com.fasterxml.jackson.databind.JsonNode;

/** The Lambda functions that tasks can invoke. */
@FunctionalInterface
public interface LambdaFunctions {

  /**
   * Invokes a function and waits for its result. Called from many threads.
   *
   * @param function the name or the ARN, as in the state machine
   * @throws StateFailedException if the function fails. The error is the class name of the
   *     function's exception. The cause is Lambda's JSON object with {@code errorMessage} and
   *     {@code errorType}. Errors of Lambda itself have names such as {@code
   *     Lambda.ServiceException}. For a function that does not exist, the error is {@code
   *     Lambda.ResourceNotFoundException}
   */
  JsonNode invoke(String function, JsonNode payload) throws StateFailedException;

  /** Whether a function exists. */
  default boolean exists(String function) {
    return true;
  }
}

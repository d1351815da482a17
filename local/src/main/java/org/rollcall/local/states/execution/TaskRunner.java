package org.rollcall.local.states.execution;

import com.fasterxml.jackson.databind.JsonNode;

/** Runs the tasks of Task states. */
@FunctionalInterface
public interface TaskRunner {

  /** The resource of a Task that uses the Lambda integration. */
  String INVOKE_RESOURCE = "arn:aws:states:::lambda:invoke";

  /** The resource of a Task that starts an execution, and does not wait for its end. */
  String START_RESOURCE = "arn:aws:states:::states:startExecution";

  /**
   * Runs a task and waits for its result. Called from many threads.
   *
   * @param resource {@link #INVOKE_RESOURCE}, {@link #START_RESOURCE} or the ARN of a function
   * @param arguments the arguments of the integration, or the event of the function
   * @return the value of {@code $states.result}
   * @throws StateFailedException if the task fails
   */
  JsonNode run(String resource, JsonNode arguments) throws StateFailedException;
}

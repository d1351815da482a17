package org.rollcall.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.rollcall.local.endpoint.ServiceException;
import org.rollcall.local.states.execution.StateFailedException;
import org.rollcall.local.states.execution.TaskRunner;
import org.rollcall.local.states.expression.StateData;

/**
 * Runs tasks that start executions of another state machine.
 *
 * @param machine the other state machine
 */
public record StartExecutionRunner(StepFunctionsService machine) implements TaskRunner {

  @Override
  public JsonNode run(String resource, JsonNode arguments) throws StateFailedException {
    if (!resource.equals(START_RESOURCE)) {
      throw new StateFailedException(
          "States.Runtime", "This state machine cannot run a task of " + resource + ".");
    }
    ObjectNode request = StateData.object();
    request.set("stateMachineArn", arguments.path("StateMachineArn"));
    if (arguments.has("Name")) {
      request.set("name", arguments.get("Name"));
    }
    if (arguments.has("Input")) {
      JsonNode input = arguments.get("Input");
      request.put("input", input.isTextual() ? input.textValue() : input.toString());
    }
    try {
      ObjectNode started = machine.call("StartExecution", request);
      ObjectNode result = StateData.object();
      result.set("ExecutionArn", started.get("executionArn"));
      result.set("StartDate", started.get("startDate"));
      return result;
    } catch (ServiceException e) {
      // Step Functions adds the name of the service, and the suffix of its exceptions.
      String error = e.code().replaceFirst("(Exception)?$", "Exception");
      throw new StateFailedException("StepFunctions." + error, String.valueOf(e.getMessage()));
    }
  }
}

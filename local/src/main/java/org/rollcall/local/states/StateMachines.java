package org.rollcall.local.states;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Supplier;
import org.rollcall.local.endpoint.JsonService;
import org.rollcall.local.endpoint.ServiceException;
import org.rollcall.local.states.execution.StateMachineIdentity;

/**
 * The API of Step Functions for two state machines. A request goes to the state machine that it
 * names. A request that names none of them goes to the first, which returns the error.
 *
 * @param second creates the second state machine, when it is first used
 */
public record StateMachines(
    StepFunctionsService first,
    StateMachineIdentity secondIdentity,
    Supplier<StepFunctionsService> second)
    implements JsonService {

  @Override
  public ObjectNode call(String operation, ObjectNode members) throws ServiceException {
    StepFunctionsRequest request = StepFunctionsRequest.read(members);
    if (operation.equals("ListStateMachines")) {
      return request.page("stateMachines", List.of(first.summary(), second.get().summary()));
    }
    return (request.names(secondIdentity) ? second.get() : first).call(operation, members);
  }
}

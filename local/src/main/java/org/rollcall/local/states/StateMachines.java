package org.rollcall.local.states;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.rollcall.local.endpoint.JsonService;
import org.rollcall.local.endpoint.ServiceException;

/**
 * The API of Step Functions for several state machines. A request goes to the state machine that it
 * names. A request that names none of them goes to the first, which returns the error.
 */
public record StateMachines(List<StepFunctionsService> machines) implements JsonService {

  public StateMachines {
    machines = List.copyOf(machines);
  }

  @Override
  public ObjectNode call(String operation, ObjectNode members) throws ServiceException {
    StepFunctionsRequest request = StepFunctionsRequest.read(members);
    if (operation.equals("ListStateMachines")) {
      return request.page(
          "stateMachines", machines.stream().map(StepFunctionsService::summary).toList());
    }
    return machines.stream()
        .filter(machine -> machine.isNamedIn(request))
        .findFirst()
        .orElse(machines.get(0))
        .call(operation, members);
  }
}

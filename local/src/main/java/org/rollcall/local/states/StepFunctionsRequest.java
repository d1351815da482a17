package org.rollcall.local.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.rollcall.local.endpoint.ServiceException;
import org.rollcall.local.states.execution.StateMachineIdentity;
import org.rollcall.local.states.expression.StateData;

/** The members of the requests of all supported operations. */
record StepFunctionsRequest(
    Optional<String> stateMachineArn,
    Optional<String> executionArn,
    Optional<String> mapRunArn,
    Optional<String> name,
    Optional<String> input,
    Optional<String> error,
    Optional<String> cause,
    Optional<String> statusFilter,
    boolean reverseOrder,
    int maxResults,
    Optional<String> nextToken) {

  private static final int DEFAULT_PAGE_SIZE = 100;
  private static final int MAX_PAGE_SIZE = 1_000;

  /**
   * Reads a request.
   *
   * @throws ServiceException if a member is not supported or has an invalid value
   */
  static StepFunctionsRequest read(ObjectNode members) throws ServiceException {
    try {
      return StateData.MAPPER.treeToValue(members, StepFunctionsRequest.class);
    } catch (JsonMappingException e) {
      throw invalid("the member '" + e.getPath().get(0).getFieldName() + "' is not supported");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether the request names a state machine, or one of its executions. */
  boolean names(StateMachineIdentity machine) {
    return stateMachineArn.filter(machine.stateMachineArn()::equals).isPresent()
        || executionArn.flatMap(machine::executionName).isPresent();
  }

  /**
   * Returns the value of a required member.
   *
   * @param member the name of the member
   */
  static String required(Optional<String> value, String member) throws ServiceException {
    return value.orElseThrow(() -> invalid("the member '" + member + "' is missing"));
  }

  /**
   * Returns the requested page of a list.
   *
   * @param member the member of the response that contains the page
   */
  ObjectNode page(String member, List<ObjectNode> all) throws ServiceException {
    if (maxResults < 0 || maxResults > MAX_PAGE_SIZE) {
      throw invalid("maxResults must be from 0 to " + MAX_PAGE_SIZE);
    }
    int from = startIndex(all.size());
    int to = Math.min(all.size(), from + (maxResults == 0 ? DEFAULT_PAGE_SIZE : maxResults));
    ObjectNode response = StateData.object();
    response.putArray(member).addAll(all.subList(from, to));
    if (to < all.size()) {
      response.put("nextToken", Integer.toString(to));
    }
    return response;
  }

  private int startIndex(int size) throws ServiceException {
    String token = nextToken.orElse("0");
    if (token.matches("\\d{1,9}") && Integer.parseInt(token) <= size) {
      return Integer.parseInt(token);
    }
    throw new ServiceException("InvalidToken", "Invalid Token: '" + token + "'");
  }

  private static ServiceException invalid(String message) {
    return new ServiceException("ValidationException", message);
  }
}

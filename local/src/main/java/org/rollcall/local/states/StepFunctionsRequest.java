package org.rollcall.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rollcall.local.endpoint.ServiceException;
import org.rollcall.local.states.data.StateData;

/** The members of a request. */
final class StepFunctionsRequest {

  private static final int DEFAULT_PAGE_SIZE = 100;
  private static final int MAX_PAGE_SIZE = 1_000;

  private final ObjectNode members;

  /**
   * Creates the request.
   *
   * @throws ServiceException if there is a member that the operation does not support
   */
  StepFunctionsRequest(ObjectNode members, Set<String> supported) throws ServiceException {
    this.members = members;
    for (var names = members.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!supported.contains(name)) {
        throw invalid("the member '" + name + "' is not supported");
      }
    }
  }

  Optional<String> optional(String name) throws ServiceException {
    JsonNode value = members.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw invalid("the member '" + name + "' must be text");
    }
    return Optional.of(value.textValue());
  }

  String text(String name) throws ServiceException {
    return optional(name).orElseThrow(() -> invalid("the member '" + name + "' is missing"));
  }

  boolean flag(String name, boolean defaultValue) {
    return members.path(name).asBoolean(defaultValue);
  }

  /**
   * Returns the requested page of a list.
   *
   * @param member the member of the response that contains the page
   */
  ObjectNode page(String member, List<ObjectNode> all) throws ServiceException {
    int size = members.path("maxResults").asInt(0);
    if (size < 0 || size > MAX_PAGE_SIZE) {
      throw invalid("maxResults must be from 0 to " + MAX_PAGE_SIZE);
    }
    int from = startIndex(all.size());
    int to = Math.min(all.size(), from + (size == 0 ? DEFAULT_PAGE_SIZE : size));
    ObjectNode response = StateData.object();
    response.putArray(member).addAll(all.subList(from, to));
    if (to < all.size()) {
      response.put("nextToken", Integer.toString(to));
    }
    return response;
  }

  private int startIndex(int size) throws ServiceException {
    Optional<String> token = optional("nextToken");
    if (token.isEmpty()) {
      return 0;
    }
    try {
      int from = Integer.parseInt(token.get());
      if (from >= 0 && from <= size) {
        return from;
      }
    } catch (NumberFormatException e) {
      // The token is invalid.
    }
    throw new ServiceException("InvalidToken", "Invalid Token: '" + token.get() + "'");
  }

  private static ServiceException invalid(String message) {
    return new ServiceException("ValidationException", message);
  }
}

package org.rollcall.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rollcall.local.endpoint.ServiceException;
import org.rollcall.local.states.data.StateData;

/** The members of a request. One that the operation does not know here is refused. */
final class StepFunctionsRequest {

  private static final int PAGE = 100;
  private static final int LONGEST_PAGE = 1_000;

  private final ObjectNode members;

  StepFunctionsRequest(ObjectNode members, Set<String> known) throws ServiceException {
    this.members = members;
    for (var names = members.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw invalid("the member '" + name + "' is not supported here");
      }
    }
  }

  Optional<String> optional(String name) throws ServiceException {
    JsonNode value = members.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw invalid("the member '" + name + "' must be a text");
    }
    return Optional.of(value.textValue());
  }

  String text(String name) throws ServiceException {
    return optional(name).orElseThrow(() -> invalid("the member '" + name + "' is missing"));
  }

  boolean truth(String name, boolean otherwise) {
    return members.path(name).asBoolean(otherwise);
  }

  /**
   * The page of a list that is asked for.
   *
   * @param member of the answer in which it is
   */
  ObjectNode page(String member, List<ObjectNode> all) throws ServiceException {
    int wanted = members.path("maxResults").asInt(0);
    if (wanted < 0 || wanted > LONGEST_PAGE) {
      throw invalid("maxResults must be from 0 to " + LONGEST_PAGE);
    }
    int from = start(all.size());
    int to = Math.min(all.size(), from + (wanted == 0 ? PAGE : wanted));
    ObjectNode answer = StateData.object();
    answer.putArray(member).addAll(all.subList(from, to));
    if (to < all.size()) {
      answer.put("nextToken", Integer.toString(to));
    }
    return answer;
  }

  private int start(int size) throws ServiceException {
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
      // falls through to the refusal that any other unknown token gets
    }
    throw new ServiceException("InvalidToken", "Invalid Token: '" + token.get() + "'");
  }

  private static ServiceException invalid(String message) {
    return new ServiceException("ValidationException", message);
  }
}

package org.rollcall.local.endpoint;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import org.rollcall.local.endpoint.AwsEndpoint.Answer;

/**
 * AWS's REST protocol with JSON, as Lambda has it: the path says what is asked of what.
 *
 * @param path the request's, without its query
 */
record RestProtocol(RestService service, String path) implements AwsEndpoint.Protocol {

  private static final String JSON = "application/json";

  @Override
  public Answer answer(byte[] request) throws ServiceException {
    RestService.Answer answer = service.call(path, request);
    return new Answer(200, JSON, answer.body(), answer.headers());
  }

  @Override
  public Answer error(ServiceException error) {
    String body =
        JsonNodeFactory.instance
            .objectNode()
            .put("Type", "User")
            .put("Message", error.getMessage())
            .toString();
    return new Answer(error.status(), JSON, body, Map.of("X-Amzn-ErrorType", error.code()));
  }
}

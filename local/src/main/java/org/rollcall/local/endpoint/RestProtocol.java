package org.rollcall.local.endpoint;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import org.rollcall.local.endpoint.AwsEndpoint.Response;

/**
 * AWS's REST protocol with JSON, which Lambda uses: the path contains the operation and the
 * resource.
 *
 * @param path the path of the request, without the query
 */
record RestProtocol(RestService service, String path) implements AwsEndpoint.Protocol {

  private static final String JSON = "application/json";

  @Override
  public Response respond(byte[] request) throws ServiceException {
    RestService.Result result = service.call(path, request);
    return new Response(200, JSON, result.body(), result.headers());
  }

  @Override
  public Response error(ServiceException error) {
    String body =
        JsonNodeFactory.instance
            .objectNode()
            .put("Type", "User")
            .put("Message", error.getMessage())
            .toString();
    return new Response(error.status(), JSON, body, Map.of("X-Amzn-ErrorType", error.code()));
  }
}

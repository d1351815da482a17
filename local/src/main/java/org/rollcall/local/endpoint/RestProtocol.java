package org.rollcall.local.endpoint;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rollcall.local.endpoint.AwsEndpoint.Response;

/**
 * AWS's REST protocol with JSON, which Lambda uses: the path contains the operation and the
 * resource.
 */
record RestProtocol(RestService service, HttpExchange exchange) implements AwsEndpoint.Protocol {

  private static final String JSON = "application/json";

  @Override
  public Response respond(byte[] body) throws ServiceException {
    Map<String, String> headers = new HashMap<>();
    for (Map.Entry<String, List<String>> header : exchange.getRequestHeaders().entrySet()) {
      headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue().get(0));
    }
    RestService.Result result =
        service.call(
            new RestService.Request(
                exchange.getRequestMethod(), exchange.getRequestURI().getPath(), headers),
            body);
    return new Response(result.status(), JSON, result.body(), result.headers());
  }

  @Override
  public Response error(ServiceException error) {
    String body =
        JsonNodeFactory.instance
            .objectNode()
            .put("Type", error.status() < 500 ? "User" : "Service")
            .put("Message", error.getMessage())
            // Clients of most services read this member, those of Lambda the other one.
            .put("message", error.getMessage())
            .toString();
    return new Response(error.status(), JSON, body, Map.of("X-Amzn-ErrorType", error.code()));
  }
}

package org.rollcall.local.endpoint;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The protocols and services of this package without a server. Runs on the caller's thread. */
public final class InProcessEndpoint {

  private final Map<String, JsonService> jsonServices;
  private final Map<String, QueryService> queryServices;

  /**
   * @param jsonServices by the prefix of {@code X-Amz-Target}
   * @param queryServices by the version of their API
   */
  public InProcessEndpoint(
      Map<String, JsonService> jsonServices, Map<String, QueryService> queryServices) {
    this.jsonServices = Map.copyOf(jsonServices);
    this.queryServices = Map.copyOf(queryServices);
  }

  /** An HTTP response. */
  public record Response(int status, String contentType, String body) {}

  /**
   * Handles a request.
   *
   * @param target the header {@code X-Amz-Target}; null for the query protocol
   */
  public Response handle(@Nullable String target, byte[] request) {
    AwsEndpoint.Protocol protocol = protocol(target);
    try {
      return of(protocol.respond(request));
    } catch (ServiceException e) {
      return of(protocol.error(e));
    }
  }

  /** An error response. */
  public Response error(@Nullable String target, int status, String code) {
    return of(protocol(target).error(new ServiceException(status, code, "an injected fault")));
  }

  private AwsEndpoint.Protocol protocol(@Nullable String target) {
    return target == null
        ? new QueryProtocol(queryServices, "in-process")
        : new JsonProtocol(jsonServices, target);
  }

  private static Response of(AwsEndpoint.Response response) {
    return new Response(response.status(), response.contentType(), response.text());
  }
}

package org.rollcall.local.endpoint;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The services of this package without a server: bytes in, bytes out, on the caller's thread. */
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
  public record Answer(int status, String contentType, String body) {}

  /**
   * Answers a request.
   *
   * @param target the header {@code X-Amz-Target}; null for the query protocol
   */
  public Answer answer(@Nullable String target, byte[] request) {
    AwsEndpoint.Protocol protocol = protocol(target);
    try {
      return of(protocol.respond(request));
    } catch (ServiceException e) {
      return of(protocol.error(e));
    }
  }

  /** The answer that is an error. */
  public Answer error(@Nullable String target, int status, String code) {
    return of(protocol(target).error(new ServiceException(status, code, "a fault of the test's")));
  }

  private AwsEndpoint.Protocol protocol(@Nullable String target) {
    return target == null
        ? new QueryProtocol(queryServices, "in-process")
        : new JsonProtocol(jsonServices, target);
  }

  private static Answer of(AwsEndpoint.Response answer) {
    return new Answer(answer.status(), answer.contentType(), answer.text());
  }
}

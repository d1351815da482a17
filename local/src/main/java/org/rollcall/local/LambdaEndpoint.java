package org.rollcall.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.rollcall.json.Json;
import org.rollcall.local.endpoint.ServiceException;
import org.rollcall.local.states.execution.LambdaFunctions;
import org.rollcall.local.states.execution.StateFailedException;

/**
 * Functions of another program that implements Lambda's {@code Invoke}, such as {@code sam local
 * start-lambda}. Requests are not signed.
 */
public final class LambdaEndpoint implements LambdaFunctions {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** The longest time that Lambda lets a function run. */
  private static final Duration RESPONSE_TIMEOUT = Duration.ofMinutes(15);

  /** In Step Functions, the error of a function that ends without a response that can be read. */
  private static final String UNKNOWN = "Lambda.Unknown";

  private final URI address;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  private LambdaEndpoint(URI address) {
    this.address = address;
  }

  /**
   * An endpoint at a URL. Does not connect.
   *
   * @param url such as {@code http://127.0.0.1:3001}
   * @return empty if this is not an {@code http} or {@code https} URL that has a host, and has no
   *     path, query or user
   */
  public static Optional<LambdaEndpoint> at(String url) {
    try {
      URI address = new URI(url.replaceFirst("/$", "")).parseServerAuthority();
      String scheme = String.valueOf(address.getScheme());
      String origin = scheme + "://" + address.getAuthority();
      return scheme.matches("https?")
              && address.getHost() != null
              && address.getUserInfo() == null
              && address.toString().equals(origin)
          ? Optional.of(new LambdaEndpoint(address))
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** The port, which is the scheme's default port if the URL has none. */
  public int port() {
    int defaultPort = address.getScheme().equals("https") ? 443 : 80;
    return address.getPort() < 0 ? defaultPort : address.getPort();
  }

  /**
   * Checks that a server answers at the URL. Any HTTP response suffices.
   *
   * @throws ServiceException with a sentence for the user if no server answers
   */
  void requireReachable() throws ServiceException {
    try {
      send(HttpRequest.newBuilder(address).timeout(CONNECT_TIMEOUT));
    } catch (IOException e) {
      throw new ServiceException(
          "LambdaEndpointUnreachable",
          "No job can be started, and nothing was changed: the Lambda endpoint %s does not respond (%s). Start it with the command that serve printed."
              .formatted(address, reason(e)));
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>If the endpoint cannot be reached, the error is {@code Lambda.SdkClientException}. If its
   * response is not JSON, the error is {@code Lambda.Unknown}.
   */
  @Override
  public JsonNode invoke(String function, JsonNode payload) throws StateFailedException {
    URI invocations =
        address.resolve("/" + LambdaService.VERSION + "/functions/" + function + "/invocations");
    try {
      HttpResponse<byte[]> response =
          send(
              HttpRequest.newBuilder(invocations)
                  .timeout(RESPONSE_TIMEOUT)
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofByteArray(Json.bytes(payload))));
      return result(function, response);
    } catch (IOException e) {
      throw new StateFailedException(
          "Lambda.SdkClientException",
          "The Lambda endpoint %s did not respond to an invocation of %s (%s)."
              .formatted(address, function, reason(e)));
    }
  }

  private JsonNode result(String function, HttpResponse<byte[]> response)
      throws StateFailedException {
    JsonNode answer = json(response.body());
    if (response.statusCode() / 100 != 2) {
      throw new StateFailedException(
          errorName(response),
          "The Lambda endpoint %s answered an invocation of %s with HTTP status %d: %s"
              .formatted(
                  address,
                  function,
                  response.statusCode(),
                  answer.path("Message").asText(answer.path("message").asText("no message"))));
    }
    if (answer.isMissingNode()) {
      throw new StateFailedException(
          UNKNOWN,
          "The Lambda endpoint %s answered an invocation of %s with a text that is not JSON. The function may have ended early: see the endpoint's log."
              .formatted(address, function));
    }
    if (response.headers().firstValue(LambdaService.ERROR).isPresent()) {
      throw new StateFailedException(answer.path("errorType").asText(UNKNOWN), Json.text(answer));
    }
    return answer;
  }

  /** A missing node if the body is empty or not JSON. */
  private static JsonNode json(byte[] body) {
    try {
      return Json.MAPPER.readTree(body);
    } catch (IOException e) {
      return Json.MAPPER.missingNode();
    }
  }

  /**
   * The error in Step Functions for an error of Lambda. Lambda's names end in {@code Exception};
   * SAM omits this word.
   */
  private static String errorName(HttpResponse<byte[]> response) {
    String fallback = response.statusCode() / 100 == 5 ? "Service" : "Unknown";
    String name =
        response
            .headers()
            .firstValue("x-amzn-errortype")
            .orElse(fallback)
            .replaceFirst(":.*", "")
            .replaceFirst("Exception$", "");
    return name.equals("Unknown") ? UNKNOWN : "Lambda." + name + "Exception";
  }

  /** Sends a request. If the thread is interrupted, the request fails like a lost connection. */
  private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException {
    try {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** The JDK's exceptions for a refused connection have no message. */
  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}

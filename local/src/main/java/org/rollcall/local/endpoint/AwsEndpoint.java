package org.rollcall.local.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * One HTTP server for several AWS services. It finds the service of a request by the prefix of the
 * header {@code X-Amz-Target}, by the path, or by the form field {@code Version}, as in AWS's
 * protocols. A request for another service gets an error in the protocol of the request.
 *
 * <p>The server listens on the loopback address and answers only clients with its key; see {@link
 * RequestAuthorizer}. Programs of other users and web pages in a browser have no access.
 */
public final class AwsEndpoint implements AutoCloseable {

  /** The maximum size of a request, in bytes. */
  public static final int MAX_REQUEST_BYTES = 16 * 1024 * 1024;

  /**
   * The timeout for receiving a request. Each request occupies a thread, even an unauthorized one.
   */
  private static final int REQUEST_TIMEOUT_SECONDS = 10;

  static {
    // The JDK reads these properties when the first server of the process is created.
    System.setProperty("sun.net.httpserver.maxReqTime", Integer.toString(REQUEST_TIMEOUT_SECONDS));
    // Otherwise a response waits about 40 ms for the acknowledgement of its headers.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads;
  private final RequestAuthorizer authorizer;
  private final Map<String, JsonService> jsonServices = new ConcurrentHashMap<>();
  private final Map<String, QueryService> queryServices = new ConcurrentHashMap<>();
  private final Map<String, RestService> restServices = new ConcurrentHashMap<>();

  private AwsEndpoint(HttpServer server, ExecutorService threads, ServerKey key) {
    this.server = server;
    this.threads = threads;
    this.authorizer = new RequestAuthorizer(key, server.getAddress().getPort());
  }

  /**
   * Starts a server without services.
   *
   * @param port the port, or 0 for any free port
   * @param key the credentials of clients
   * @throws UncheckedIOException if the port cannot be used
   */
  public static AwsEndpoint start(int port, ServerKey key) {
    try {
      var server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      // Unbounded: otherwise requests that never end could block those of running jobs.
      ExecutorService threads =
          Executors.newCachedThreadPool(DaemonThreads.named("rollcall-endpoint"));
      var endpoint = new AwsEndpoint(server, threads, key);
      server.createContext("/", endpoint::handle);
      server.setExecutor(threads);
      server.start();
      return endpoint;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot listen on port %d: %s".formatted(port, e.getMessage()), e);
    }
  }

  /**
   * Adds a service of the JSON protocol.
   *
   * @param prefix the prefix of the operation in {@code X-Amz-Target}: {@code AWSStepFunctions} for
   *     Step Functions, {@code TrentService} for KMS
   */
  public AwsEndpoint addJsonService(String prefix, JsonService service) {
    jsonServices.put(prefix, service);
    return this;
  }

  /**
   * Adds a service of the query protocol.
   *
   * @param version the version of the service's API, such as {@code 2010-12-01} for SES. Each
   *     service has a different version
   */
  public AwsEndpoint addQueryService(String version, QueryService service) {
    queryServices.put(version, service);
    return this;
  }

  /**
   * Adds a service of the REST protocol.
   *
   * @param version the version of the service's API, which is the first segment of the path: {@code
   *     2015-03-31} for most operations of Lambda
   */
  public AwsEndpoint addRestService(String version, RestService service) {
    restServices.put(version, service);
    return this;
  }

  /** The address for the {@code endpointOverride} of clients. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The credentials for clients. */
  public AwsCredentialsProvider credentials() {
    return authorizer.key().credentials();
  }

  /** Stops immediately. Running requests are aborted. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String requestId = UUID.randomUUID().toString();
      Response response = respond(exchange, requestId);
      exchange.getResponseHeaders().set("Content-Type", response.contentType());
      exchange.getResponseHeaders().set("x-amzn-RequestId", requestId);
      response.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] body = response.text().getBytes(UTF_8);
      // A length of 0 would mean that the length is not known.
      exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private Response respond(HttpExchange exchange, String requestId) throws IOException {
    Protocol protocol = protocol(exchange, requestId);
    try {
      authorizer.check(exchange.getRequestHeaders());
    } catch (ServiceException e) {
      exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
      // One response fits into the send buffer. More on the same connection could block this thread
      // if the client does not read them.
      exchange.getResponseHeaders().set("Connection", "close");
      return protocol.error(e);
    }
    try {
      return protocol.respond(read(exchange.getRequestBody()));
    } catch (ServiceException e) {
      return protocol.error(e);
    } catch (RuntimeException e) {
      return protocol.error(
          new ServiceException(
              500, "InternalFailure", Objects.requireNonNullElse(e.getMessage(), e.toString())));
    }
  }

  private Protocol protocol(HttpExchange exchange, String requestId) {
    @Nullable String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    if (target != null) {
      return new JsonProtocol(jsonServices, target);
    }
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/")) {
      return new QueryProtocol(queryServices, requestId);
    }
    String version = path.replaceFirst("^/([^/]*).*", "$1");
    return new RestProtocol(
        restServices.getOrDefault(version, AwsEndpoint::refuseUnknownService), exchange);
  }

  /** Most services of AWS use the REST protocol, so that clients can read this error. */
  private static RestService.Result refuseUnknownService(RestService.Request request, byte[] body)
      throws ServiceException {
    throw new ServiceException(
        404,
        "UnknownOperationException",
        "The local stack has no service with the path " + request.path() + ".");
  }

  /**
   * Reads a request. The rest of a too large request is read as well; otherwise the client would
   * not receive the response.
   */
  private static byte[] read(InputStream body) throws IOException, ServiceException {
    byte[] request = body.readNBytes(MAX_REQUEST_BYTES);
    if (body.transferTo(OutputStream.nullOutputStream()) > 0) {
      throw new ServiceException(
          413,
          "RequestEntityTooLarge",
          "The request is larger than %d bytes.".formatted(MAX_REQUEST_BYTES));
    }
    return request;
  }

  /** One of AWS's protocols: parses requests and formats responses. */
  interface Protocol {

    Response respond(byte[] request) throws ServiceException;

    Response error(ServiceException error);
  }

  /** An HTTP response. */
  record Response(int status, String contentType, String text, Map<String, String> headers) {
    Response(int status, String contentType, String text) {
      this(status, contentType, text, Map.of());
    }
  }
}

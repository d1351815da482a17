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
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * One HTTP server for all the services in this package, told apart as AWS's own clients tell them:
 * by the prefix of the header {@code X-Amz-Target}, by the path, or by the form's {@code Version}.
 *
 * <p>Only this machine reaches it, and of what runs there only who has its key, see {@link
 * Admission}: neither another user's program nor a page in a browser.
 */
public final class AwsEndpoint implements AutoCloseable {

  /** The longest request that is read, in bytes. */
  public static final int MAX_REQUEST_BYTES = 16 * 1024 * 1024;

  /** How long a request may take to come: it has a thread meanwhile, whoever it is from. */
  private static final int MAX_REQUEST_SECONDS = 10;

  static {
    // The JDK's server reads these once, when the first one in a process is made.
    System.setProperty("sun.net.httpserver.maxReqTime", Integer.toString(MAX_REQUEST_SECONDS));
    // Without it an answer waits about 40 ms for the acknowledgement of its own headers.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads;
  private final RequestAuthorizer admission;
  private final Map<String, JsonService> jsonServices = new ConcurrentHashMap<>();
  private final Map<String, QueryService> queryServices = new ConcurrentHashMap<>();
  private final Map<String, RestService> restServices = new ConcurrentHashMap<>();

  private AwsEndpoint(HttpServer server, ExecutorService threads, ServerKey key) {
    this.server = server;
    this.threads = threads;
    this.admission = new RequestAuthorizer(key, server.getAddress().getPort());
  }

  /** Starts a server with a key of its own. */
  public static AwsEndpoint start(int port) {
    return start(port, ServerKey.random());
  }

  /**
   * Starts the server, as yet without any service.
   *
   * @param port the port, or 0 for a free one
   * @param key what clients sign with
   * @throws UncheckedIOException if the port is taken
   */
  public static AwsEndpoint start(int port, ServerKey key) {
    try {
      var server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      // As many as there are requests, or such as never end would keep out those of running jobs.
      ExecutorService threads =
          Executors.newCachedThreadPool(
              work -> {
                var thread = new Thread(work, "rollcall-endpoint");
                thread.setDaemon(true);
                return thread;
              });
      var endpoint = new AwsEndpoint(server, threads, key);
      server.createContext("/", endpoint::handle);
      server.setExecutor(threads);
      server.start();
      return endpoint;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Port %d cannot be listened on: %s".formatted(port, e.getMessage()), e);
    }
  }

  /**
   * Adds a service of the JSON protocol.
   *
   * @param prefix what stands before the operation's name in {@code X-Amz-Target}: {@code
   *     AWSStepFunctions} for Step Functions, {@code TrentService} for KMS
   */
  public AwsEndpoint json(String prefix, JsonService service) {
    jsonServices.put(prefix, service);
    return this;
  }

  /**
   * Adds a service of the query protocol.
   *
   * @param version the version of its API, which no two services share: {@code 2010-12-01} for SES
   */
  public AwsEndpoint query(String version, QueryService service) {
    queryServices.put(version, service);
    return this;
  }

  /**
   * Adds a service of the REST protocol.
   *
   * @param version the path's first part, the version of its API: {@code 2015-03-31} for Lambda
   */
  public AwsEndpoint rest(String version, RestService service) {
    restServices.put(version, service);
    return this;
  }

  /** The address that is the {@code endpointOverride} of clients. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What clients sign with. */
  public AwsCredentialsProvider credentials() {
    return admission.key().credentials();
  }

  /** Stops at once; a request that is being answered is cut off. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String requestId = UUID.randomUUID().toString();
      Answer answer = answer(exchange, requestId);
      exchange.getResponseHeaders().set("Content-Type", answer.contentType());
      exchange.getResponseHeaders().set("x-amzn-RequestId", requestId);
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] body = answer.text().getBytes(UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private Answer answer(HttpExchange exchange, String requestId) throws IOException {
    Protocol protocol = protocol(exchange, requestId);
    Optional<ServiceException> refusal = admission.refusal(exchange.getRequestHeaders());
    if (refusal.isPresent()) {
      exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
      // One answer always finds room; many that nobody reads would hold up this thread.
      exchange.getResponseHeaders().set("Connection", "close");
      return protocol.error(refusal.get());
    }
    Optional<byte[]> request = read(exchange.getRequestBody());
    if (request.isEmpty()) {
      return protocol.error(
          new ServiceException(
              413, "RequestEntityTooLarge", "More than %d bytes.".formatted(MAX_REQUEST_BYTES)));
    }
    try {
      return protocol.answer(request.get());
    } catch (ServiceException e) {
      return protocol.error(e);
    } catch (RuntimeException e) {
      return protocol.error(new ServiceException(500, "InternalFailure", e.toString()));
    }
  }

  private Protocol protocol(HttpExchange exchange, String requestId) {
    @Nullable String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    if (target != null) {
      return new JsonProtocol(jsonServices, target);
    }
    String path = exchange.getRequestURI().getPath();
    @Nullable RestService service = restServices.get(path.replaceFirst("^/([^/]*).*", "$1"));
    return service == null
        ? new QueryProtocol(queryServices, requestId)
        : new RestProtocol(service, path);
  }

  /** A request that is too long is read to its end all the same, or its sender gets no answer. */
  private static Optional<byte[]> read(InputStream body) throws IOException {
    byte[] request = body.readNBytes(MAX_REQUEST_BYTES);
    return body.transferTo(OutputStream.nullOutputStream()) == 0
        ? Optional.of(request)
        : Optional.empty();
  }

  /** How requests of one kind are understood and answered. */
  interface Protocol {

    Answer answer(byte[] request) throws ServiceException;

    Answer error(ServiceException error);
  }

  /** An HTTP response. */
  record Answer(int status, String contentType, String text, Map<String, String> headers) {
    Answer(int status, String contentType, String text) {
      this(status, contentType, text, Map.of());
    }
  }
}

package org.rollcall.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/**
 * Lambda's Runtime API for one invocation, and AWS without any data: DynamoDB has no item, and S3
 * no object.
 */
final class FakeLambda implements AutoCloseable {

  private final HttpServer server;
  private final byte[] event;
  private final CompletableFuture<Long> answered = new CompletableFuture<>();

  private FakeLambda(HttpServer server, byte[] event) {
    this.server = server;
    this.event = event;
  }

  static FakeLambda start(byte[] event) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var lambda = new FakeLambda(server, event);
    server.createContext("/", lambda::answer);
    server.createContext("/2018-06-01/runtime/", lambda::runtime);
    server.setExecutor(
        Executors.newCachedThreadPool(
            work -> {
              var thread = new Thread(work);
              thread.setDaemon(true);
              return thread;
            }));
    server.start();
    return lambda;
  }

  /** Host and port. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** When the function answers, on the clock of {@link System#nanoTime}. */
  CompletableFuture<Long> answered() {
    return answered;
  }

  private void runtime(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.endsWith("/invocation/next") && answered.isDone()) {
      // The function waits for its second invocation until it is ended.
      return;
    }
    try (exchange) {
      if (path.endsWith("/invocation/next")) {
        // The native client does not work without any of these fields.
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Lambda-Runtime-Trace-Id", "Root=1-0-0;Sampled=0");
        exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", "first");
        exchange.getResponseHeaders().set("Lambda-Runtime-Deadline-Ms", "99999999999999");
        exchange
            .getResponseHeaders()
            .set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:0:function:f");
        send(exchange, 200, event);
        return;
      }
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      if (path.endsWith("/init/error")) {
        answered.completeExceptionally(new IllegalStateException(body));
      }
      answered.complete(System.nanoTime());
      send(exchange, 202, new byte[0]);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      if (exchange.getRequestMethod().equals("GET")) {
        send(exchange, 404, "<Error><Code>NoSuchKey</Code></Error>".getBytes(UTF_8));
      } else {
        send(exchange, 200, "{}".getBytes(UTF_8));
      }
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

package org.rollcall.local.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rollcall.json.Json;

/**
 * Lambda's Runtime API for one process of a function. The process gets events from it, and posts
 * the results to it. Requests to restore a snapshot succeed at once.
 */
final class RuntimeApi implements AutoCloseable {

  private static final Pattern PATH =
      Pattern.compile("/2018-06-01/runtime/(?:invocation/([0-9a-f-]{36})/)?([a-z/]+)");

  /** Lambda's maximum for any function. */
  private static final Duration MAX_TIMEOUT = Duration.ofMinutes(15);

  private final HttpServer server;
  private final ExecutorService threads;
  private final BlockingQueue<Invocation> queue = new LinkedBlockingQueue<>();
  private final Map<String, Invocation> running = new ConcurrentHashMap<>();
  private final CompletableFuture<InvocationResult> end = new CompletableFuture<>();

  @SuppressWarnings("ArrayRecordComponent") // Events are not compared.
  private record Invocation(String id, byte[] event, CompletableFuture<InvocationResult> result) {}

  private RuntimeApi(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  static RuntimeApi start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      ExecutorService threads =
          Executors.newCachedThreadPool(
              work -> {
                var thread = new Thread(work, "runtime-api");
                thread.setDaemon(true);
                return thread;
              });
      var api = new RuntimeApi(server, threads);
      server.createContext("/", api::handle);
      server.setExecutor(threads);
      server.start();
      return api;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The value of {@code AWS_LAMBDA_RUNTIME_API}. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Adds an event to the queue. The result is completed when the function has processed it. */
  CompletableFuture<InvocationResult> invoke(byte[] event) {
    var invocation = new Invocation(UUID.randomUUID().toString(), event, new CompletableFuture<>());
    queue.add(invocation);
    return invocation.result().applyToEither(end, Function.identity());
  }

  /** Fails all current and later invocations. */
  private void failAll(String reason) {
    end.completeExceptionally(new AssertionError(reason));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
      if (!path.matches()) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      byte[] body = exchange.getRequestBody().readAllBytes();
      switch (path.group(2)) {
        case "invocation/next" -> sendNext(exchange);
        case "restore/next" -> send(exchange, 200, new byte[0]);
        case "response" -> {
          end(path.group(1), InvocationResult.succeeded(body));
          send(exchange, 202, new byte[0]);
        }
        case "error" -> {
          end(path.group(1), failure(body));
          send(exchange, 202, new byte[0]);
        }
        case "init/error", "restore/error" -> {
          failAll("the function does not start: " + failure(body));
          send(exchange, 202, new byte[0]);
        }
        default -> exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  private void sendNext(HttpExchange exchange) throws IOException {
    Invocation next;
    try {
      next = queue.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    running.put(next.id(), next);
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "application/json");
    headers.set("Lambda-Runtime-Aws-Request-Id", next.id());
    headers.set(
        "Lambda-Runtime-Deadline-Ms",
        Long.toString(Instant.now().plus(MAX_TIMEOUT).toEpochMilli()));
    headers.set(
        "Lambda-Runtime-Invoked-Function-Arn",
        "arn:aws:lambda:us-east-1:000000000000:function:rollcall:live");
    headers.set(
        "Lambda-Runtime-Trace-Id",
        "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=0");
    send(exchange, 200, next.event());
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private void end(String id, InvocationResult result) {
    Invocation invocation = running.remove(id);
    if (invocation != null) {
      invocation.result().complete(result);
    }
  }

  private static InvocationResult failure(byte[] body) {
    JsonNode error = Json.read(body, JsonNode.class);
    return InvocationResult.failed(
        error.path("errorType").asText(), error.path("errorMessage").asText());
  }

  @Override
  public void close() {
    failAll("the function was stopped");
    server.stop(0);
    threads.shutdownNow();
  }
}

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
 * Lambda's Runtime API, of which a function's process asks for events and which it tells how they
 * ended; for one process. What is in the snapshot of a function that starts from one is restored at
 * once.
 */
final class RuntimeApi implements AutoCloseable {

  private static final Pattern PATH =
      Pattern.compile("/2018-06-01/runtime/(?:invocation/([0-9a-f-]{36})/)?([a-z/]+)");

  /** As long as Lambda lets any function run. */
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private final HttpServer server;
  private final ExecutorService threads;
  private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
  private final Map<String, Invocation> atWork = new ConcurrentHashMap<>();
  private final CompletableFuture<Outcome> end = new CompletableFuture<>();

  @SuppressWarnings("ArrayRecordComponent") // Bytes as they are on the wire, which nobody compares.
  private record Invocation(String id, byte[] event, CompletableFuture<Outcome> outcome) {}

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

  /** What stands in {@code AWS_LAMBDA_RUNTIME_API}. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Gives the function an event; the outcome comes when it is done. */
  CompletableFuture<Outcome> invoke(byte[] event) {
    var invocation = new Invocation(UUID.randomUUID().toString(), event, new CompletableFuture<>());
    waiting.add(invocation);
    return invocation.outcome().applyToEither(end, Function.identity());
  }

  /** Ends what is waited for and what will be. */
  private void giveUp(String why) {
    end.completeExceptionally(new AssertionError(why));
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
          end(path.group(1), Outcome.answered(body));
          send(exchange, 202, new byte[0]);
        }
        case "error" -> {
          end(path.group(1), failure(body));
          send(exchange, 202, new byte[0]);
        }
        case "init/error", "restore/error" -> {
          giveUp("the function does not start: " + failure(body));
          send(exchange, 202, new byte[0]);
        }
        default -> exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  private void sendNext(HttpExchange exchange) throws IOException {
    Invocation next;
    try {
      next = waiting.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    atWork.put(next.id(), next);
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "application/json");
    headers.set("Lambda-Runtime-Aws-Request-Id", next.id());
    headers.set(
        "Lambda-Runtime-Deadline-Ms", Long.toString(Instant.now().plus(LONGEST).toEpochMilli()));
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

  private void end(String id, Outcome outcome) {
    Invocation invocation = atWork.remove(id);
    if (invocation != null) {
      invocation.outcome().complete(outcome);
    }
  }

  private static Outcome failure(byte[] body) {
    JsonNode error = Json.read(body, JsonNode.class);
    return Outcome.failed(error.path("errorType").asText(), error.path("errorMessage").asText());
  }

  @Override
  public void close() {
    giveUp("the function was stopped");
    server.stop(0);
    threads.shutdownNow();
  }
}

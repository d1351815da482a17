package org.rollcall.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A program with Lambda's API in this process, in place of {@code sam local start-lambda}. */
final class LambdaServer implements AutoCloseable {

  /** Answers a request to a path other than {@code /}. */
  interface Handler {
    Response answer(String path, byte[] body) throws IOException;
  }

  /** An HTTP response. */
  record Response(int status, Map<String, String> headers, String body) {

    static Response ok(String body) {
      return new Response(200, Map.of(), body);
    }

    static Response functionError(String body) {
      return new Response(200, Map.of("x-amz-function-error", "Unhandled"), body);
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private LambdaServer(HttpServer server) {
    this.server = server;
  }

  static LambdaServer start(Handler handler) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      LambdaServer lambda = new LambdaServer(server);
      server.createContext("/", exchange -> lambda.handle(exchange, handler));
      server.setExecutor(lambda.threads);
      server.start();
      return lambda;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void handle(HttpExchange exchange, Handler handler) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      byte[] body = exchange.getRequestBody().readAllBytes();
      Response response = new Response(404, Map.of(), "{}");
      // SAM, too, has nothing at the root.
      if (path.length() > 1) {
        requests.add(path + " " + new String(body, StandardCharsets.UTF_8));
        response = handler.answer(path, body);
      }
      response.headers().forEach(exchange.getResponseHeaders()::add);
      byte[] bytes = response.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(response.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  LambdaEndpoint endpoint() {
    return LambdaEndpoint.at(url()).orElseThrow();
  }

  /** The paths and bodies of the requests, in their order. */
  List<String> requests() {
    return requests;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }
}

package org.rollcall.cli.stack;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.rollcall.json.Json;

/** A Lambda function URL that accepts the calls of one AWS user. */
final class FunctionUrlServer implements AutoCloseable {

  private final HttpServer server;
  private final RequestStreamHandler function;
  private final String keyId;
  private final String caller;

  private FunctionUrlServer(
      HttpServer server, RequestStreamHandler function, String keyId, String caller) {
    this.server = server;
    this.function = function;
    this.keyId = keyId;
    this.caller = caller;
  }

  /**
   * Starts the server.
   *
   * @param keyId the access key ID with which calls must be signed, for Lambda in us-east-1
   * @param caller the ARN of the key's user, which the function receives
   */
  static FunctionUrlServer start(RequestStreamHandler function, String keyId, String caller)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    FunctionUrlServer url = new FunctionUrlServer(server, function, keyId, caller);
    server.createContext("/", url::handle);
    server.start();
    return url;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String signature = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
      if (!signature.matches(
          "AWS4-HMAC-SHA256 Credential=" + keyId + "/\\d+/us-east-1/lambda/aws4_request.*")) {
        answer(exchange, 403, "{\"Message\": \"Forbidden\"}");
        return;
      }
      JsonNode answer = call(exchange.getRequestMethod(), body);
      answer(exchange, answer.path("statusCode").asInt(), answer.path("body").asText());
    }
  }

  private JsonNode call(String method, byte[] body) throws IOException {
    ObjectNode event = Json.MAPPER.createObjectNode();
    event.put("version", "2.0").put("body", new String(body, StandardCharsets.UTF_8));
    event.put("isBase64Encoded", false);
    ObjectNode context = event.putObject("requestContext");
    context.putObject("http").put("method", method);
    context.putObject("authorizer").putObject("iam").put("userArn", caller);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    function.handleRequest(new ByteArrayInputStream(Json.bytes(event)), out, null);
    return Json.read(out.toByteArray(), JsonNode.class);
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

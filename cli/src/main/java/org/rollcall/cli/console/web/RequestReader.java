package org.rollcall.cli.console.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rollcall.cli.console.web.Route.Access;

/** Reads a request, and checks the origin and the token of one that needs them. */
final class RequestReader {

  /** The header with the token. A form has it in a field of the same name without {@code X-}. */
  static final String TOKEN_HEADER = "X-Rollcall-Token";

  private static final String TOKEN_FIELD = "token";

  /** How much of a too large body is read, so that the browser shows the answer. */
  private static final int MAX_DRAINED_BYTES = 8 * 1024 * 1024;

  private static final int BUFFER_BYTES = 8 * 1024;

  private RequestReader() {}

  static WebRequest read(
      HttpExchange exchange,
      Route route,
      Map<String, String> parameters,
      String host,
      Optional<Session> session)
      throws IOException, RefusedException {
    Headers headers = exchange.getRequestHeaders();
    boolean isAction = route.method().equals("POST");
    boolean isStream = route.handler() instanceof Route.EventHandler;
    if (isAction) {
      RequestGuard.requireOwnOrigin(headers, host);
    } else if (isStream) {
      RequestGuard.requireOwnSite(headers);
    }
    byte[] body = isAction ? body(exchange, route.maxBytes()) : new byte[0];
    String query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    WebRequest request =
        new WebRequest(
            parameters,
            UrlText.fields(query),
            Optional.ofNullable(headers.getFirst("Content-Type")).orElse(""),
            body,
            route.access() == Access.PUBLIC ? Optional.empty() : session);
    if (isAction || isStream) {
      requireToken(headers, request);
    }
    return request;
  }

  /**
   * The JSON of a form that is refused because there is no session, so that it can be copied; empty
   * if another page has sent it.
   */
  static String keptText(HttpExchange exchange, Route route, String host) throws IOException {
    try {
      if (!route.method().equals("POST")) {
        return "";
      }
      RequestGuard.requireOwnOrigin(exchange.getRequestHeaders(), host);
      String form = new String(body(exchange, route.maxBytes()), StandardCharsets.UTF_8);
      return String.join("\n", UrlText.fields(form).getOrDefault("json", List.of()));
    } catch (RefusedException e) {
      return "";
    }
  }

  private static void requireToken(Headers headers, WebRequest request) throws RefusedException {
    @Nullable String header = headers.getFirst(TOKEN_HEADER);
    String given = header == null ? request.form(TOKEN_FIELD).orElse("") : header;
    if (!Secret.matches(request.session().token, given)) {
      throw new RefusedException(
          403, "This page is of an earlier session. Nothing was done. Load the page again.");
    }
  }

  /** Reads on. The stream's own {@code skip} waits for more bytes than the body has. */
  private static void drain(InputStream in) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    int drained = 0;
    int read = 0;
    while (read >= 0 && drained < MAX_DRAINED_BYTES) {
      drained += read;
      read = in.read(buffer);
    }
  }

  private static byte[] body(HttpExchange exchange, int maxBytes)
      throws IOException, RefusedException {
    InputStream in = exchange.getRequestBody();
    byte[] body = in.readNBytes(maxBytes + 1);
    if (body.length <= maxBytes) {
      return body;
    }
    drain(in);
    exchange.getResponseHeaders().set("Connection", "close");
    throw new RefusedException(
        413, "The form or file is larger than " + maxBytes / 1024 + " KiB. Nothing was done.");
  }
}

package org.rollcall.cli.console.web;

import com.sun.net.httpserver.HttpExchange;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The cookie of the session. Its name contains the port, because cookies do not see ports. */
final class Cookies {

  private Cookies() {}

  static void set(HttpExchange exchange, Session session) {
    exchange
        .getResponseHeaders()
        .set(
            "Set-Cookie",
            name(exchange) + "=" + session.cookie + "; Path=/; HttpOnly; SameSite=Strict");
  }

  /** The value of the cookie; empty if the browser has sent none. */
  static Optional<String> session(HttpExchange exchange) {
    String start = name(exchange) + "=";
    return exchange.getRequestHeaders().getOrDefault("Cookie", List.of()).stream()
        .flatMap(header -> Arrays.stream(header.split(";", -1)))
        .map(String::strip)
        .filter(cookie -> cookie.startsWith(start))
        .map(cookie -> cookie.substring(start.length()))
        .findFirst();
  }

  private static String name(HttpExchange exchange) {
    return "rollcall-" + exchange.getLocalAddress().getPort();
  }
}

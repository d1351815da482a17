package org.rollcall.cli.console.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks where a request comes from. A web page whose host name resolves to this machine (DNS
 * rebinding) sends its own host name; another page sends its own origin.
 *
 * @param hosts the values of {@code Host} that the server accepts
 * @param formerHosts how the values end that it accepts for its style: a page of an earlier start
 *     says that the name has changed
 */
record RequestGuard(Set<String> hosts, String formerHosts) {

  private static final int MISDIRECTED = 421;
  private static final int FORBIDDEN = 403;

  private static final Set<String> STYLE = Set.of("/console.css", "/console.js");

  /**
   * Accepts the loopback names.
   *
   * @param name another name of this machine
   */
  static RequestGuard of(String name, int port) {
    return new RequestGuard(
        Stream.of("127.0.0.1", "localhost", "[::1]", name)
            .map(host -> host + ":" + port)
            .collect(Collectors.toUnmodifiableSet()),
        ".localhost:" + port);
  }

  /**
   * The host of a request with its port.
   *
   * @throws RefusedException if it is none of this server
   */
  String requireHost(HttpExchange exchange) throws RefusedException {
    List<String> given = exchange.getRequestHeaders().getOrDefault("Host", List.of());
    // The target of a request to a proxy is a whole URL, which has another host.
    if (given.size() != 1
        || !isKnown(given.get(0), exchange.getRequestURI().getRawPath())
        || exchange.getRequestURI().getRawAuthority() != null) {
      throw new RefusedException(
          MISDIRECTED,
          "This address does not belong to the console. Use the link that it printed.");
    }
    return given.get(0);
  }

  private boolean isKnown(String host, @Nullable String path) {
    return hosts.contains(host)
        || (path != null && host.endsWith(formerHosts) && STYLE.contains(path));
  }

  /**
   * Checks a request that changes something: a page of this server must have sent it.
   *
   * @throws RefusedException if another page has sent it, or no page
   */
  static void requireOwnOrigin(Headers headers, String host) throws RefusedException {
    List<String> origin = headers.getOrDefault("Origin", List.of());
    if (!origin.equals(List.of("http://" + host))) {
      throw new RefusedException(
          FORBIDDEN, "Another page has sent this request. Nothing was done.");
    }
    requireOwnSite(headers);
  }

  /**
   * Checks the browser's own statement, if it makes one.
   *
   * @throws RefusedException if another page has sent the request
   */
  static void requireOwnSite(Headers headers) throws RefusedException {
    List<String> site = headers.getOrDefault("Sec-Fetch-Site", List.of("same-origin"));
    if (!site.equals(List.of("same-origin"))) {
      throw new RefusedException(
          FORBIDDEN, "Another page has sent this request. Nothing was done.");
    }
  }
}

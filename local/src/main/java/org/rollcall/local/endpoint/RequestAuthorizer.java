package org.rollcall.local.endpoint;

import com.sun.net.httpserver.Headers;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks that a request comes from a client with the server's key, and is addressed to this
 * machine.
 *
 * <p>A request must contain the key's ID in the {@code Authorization} header, where SDK clients put
 * it. The signature is not verified: the ID is as long and as random as the secret, and is given to
 * the same clients.
 *
 * <p>The {@code Host} header must be an IP address, {@code localhost} or {@code
 * host.docker.internal}. This prevents DNS rebinding: a web page whose host name resolves to this
 * machine sends its own host name.
 *
 * @param port the port of the server
 */
record RequestAuthorizer(ServerKey key, int port) {

  /** The hosts by which programs here and in Docker containers address this machine. */
  private static final Pattern HOST =
      Pattern.compile("(?:\\d{1,3}(?:\\.\\d{1,3}){3}|localhost|host\\.docker\\.internal):(\\d+)");

  private static final Pattern SIGNATURE =
      Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/,\\s]+)/.*", Pattern.DOTALL);

  /**
   * Checks the headers of a request.
   *
   * @throws ServiceException if the request is not authorized
   */
  void check(Headers headers) throws ServiceException {
    List<String> hosts = headers.getOrDefault("Host", List.of());
    if (hosts.size() != 1 || !isLocal(hosts.get(0))) {
      throw error(
          "AccessDenied",
          "The Host must be localhost:%1$d, host.docker.internal:%1$d or an IP address such as 127.0.0.1:%1$d."
              .formatted(port));
    }
    List<String> signatures = headers.getOrDefault("Authorization", List.of());
    Matcher signature = SIGNATURE.matcher(signatures.size() == 1 ? signatures.get(0) : "");
    if (!signature.matches()) {
      throw error("MissingAuthenticationToken", "The request is not signed.");
    }
    if (!key.hasId(signature.group(1))) {
      throw error("UnrecognizedClientException", "The access key ID is unknown.");
    }
  }

  private static ServiceException error(String code, String message) {
    return new ServiceException(403, code, message);
  }

  private boolean isLocal(String host) {
    Matcher local = HOST.matcher(host);
    return local.matches() && local.group(1).equals(Integer.toString(port));
  }
}

package org.rollcall.local.endpoint;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.Headers;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who may ask a server on this machine: the clients that have its key, under an address that is
 * this machine's.
 *
 * <p>A request must carry the key's id, as the SDK's clients put it into the signature. The
 * signature itself is not reckoned again: the id is as long and as random as the secret, and it too
 * is known to nobody who was not given it. The {@code Host} keeps out pages whose name was made to
 * lead to this machine, whatever else they have found out: a number is no name, and the two names
 * are nobody's to give.
 *
 * @param port the server's
 */
record RequestAuthorizer(ServerKey key, int port) {

  /** As programs here and in Docker's containers call this machine. */
  private static final Pattern HOST =
      Pattern.compile("(?:\\d{1,3}(?:\\.\\d{1,3}){3}|localhost|host\\.docker\\.internal):(\\d+)");

  private static final Pattern SIGNATURE =
      Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/,\\s]+)/.*", Pattern.DOTALL);

  RequestAuthorizer {
    requireNonNull(key, "key is null");
  }

  /** Looks at a request's headers; nothing if it is let in. */
  Optional<ServiceException> refusal(Headers headers) {
    List<String> hosts = headers.getOrDefault("Host", List.of());
    if (hosts.size() != 1 || !isOurs(hosts.get(0))) {
      return refused(
          "AccessDenied",
          "The Host must be localhost:%1$d, host.docker.internal:%1$d or an address in numbers, such as 127.0.0.1:%1$d."
              .formatted(port));
    }
    List<String> signatures = headers.getOrDefault("Authorization", List.of());
    Matcher signature = SIGNATURE.matcher(signatures.size() == 1 ? signatures.get(0) : "");
    if (!signature.matches()) {
      return refused("MissingAuthenticationToken", "The request is not signed.");
    }
    return key.hasId(signature.group(1))
        ? Optional.empty()
        : refused("UnrecognizedClientException", "The request is signed by a stranger.");
  }

  private static Optional<ServiceException> refused(String code, String message) {
    return Optional.of(new ServiceException(403, code, message));
  }

  private boolean isOurs(String host) {
    Matcher ours = HOST.matcher(host);
    return ours.matches() && ours.group(1).equals(Integer.toString(port));
  }
}

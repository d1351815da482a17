package org.rollcall.cli.console.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An address of the console and what answers it.
 *
 * @param method {@code GET} or {@code POST}
 * @param pattern the segments of the path; {@code {name}} is a placeholder
 * @param access who may use it
 * @param maxBytes the maximum size of the request's body in bytes
 * @param handler what answers it
 */
public record Route(
    String method, List<String> pattern, Access access, int maxBytes, Handler handler) {

  /** The maximum size of a form: an input of a job, in which every byte is encoded by three. */
  public static final int MAX_FORM_BYTES = 1024 * 1024;

  /** Who may use a route. A POST and an event stream always need the token of the session too. */
  public enum Access {
    /** Everyone on this machine. */
    PUBLIC,
    /** A session, with or without an operator. */
    SESSION,
    /** A session whose operator is known. */
    OPERATOR
  }

  /** What answers a request. */
  public sealed interface Handler permits PageHandler, EventHandler {}

  /** Answers a request at once. */
  @FunctionalInterface
  public non-sealed interface PageHandler extends Handler {

    /** Exceptions become pages with a sentence; see {@link ErrorPage}. */
    Answer answer(WebRequest request) throws Exception;
  }

  /** Answers with events until there is nothing more to say. */
  @FunctionalInterface
  public non-sealed interface EventHandler extends Handler {

    /** Exceptions become an event {@code failed} with a sentence. */
    void stream(WebRequest request, EventStream events) throws Exception;
  }

  /** A page for the operator. */
  public static Route page(String path, PageHandler handler) {
    return new Route("GET", segments(path), Access.OPERATOR, 0, handler);
  }

  /** A form of the operator, or another request that changes something. */
  public static Route action(String path, PageHandler handler) {
    return action(path, MAX_FORM_BYTES, handler);
  }

  /** An action with a larger body, such as a file. */
  public static Route action(String path, int maxBytes, PageHandler handler) {
    return new Route("POST", segments(path), Access.OPERATOR, maxBytes, handler);
  }

  /** An event stream for the operator. */
  public static Route events(String path, EventHandler handler) {
    return new Route("GET", segments(path), Access.OPERATOR, 0, handler);
  }

  /** This route with another access. */
  public Route to(Access other) {
    return new Route(method, pattern, other, maxBytes, handler);
  }

  private static List<String> segments(String path) {
    return List.of(path.substring(1).split("/", -1));
  }

  /** The values of the placeholders; empty if a path does not match. */
  Optional<Map<String, String>> match(List<String> path) {
    if (path.size() != pattern.size()) {
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < path.size(); i++) {
      String expected = pattern.get(i);
      if (expected.startsWith("{") && !path.get(i).isEmpty()) {
        values.put(expected.substring(1, expected.length() - 1), path.get(i));
      } else if (!expected.equals(path.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }
}

package org.rollcall.cli.console.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rollcall.user.PrimaryId;

/** A request that has passed all checks. */
public final class WebRequest {

  private static final String FORM = "application/x-www-form-urlencoded";

  private final Map<String, String> parameters;
  private final Map<String, List<String>> query;
  private final String contentType;
  private final byte[] body;
  private final Optional<Session> found;

  /**
   * @param parameters the values of the route's placeholders
   * @param query the fields of the address
   * @param contentType the type of the body; empty if there is none
   * @param found the session; empty on a public route
   */
  WebRequest(
      Map<String, String> parameters,
      Map<String, List<String>> query,
      String contentType,
      byte[] body,
      Optional<Session> found) {
    this.parameters = parameters;
    this.query = query;
    this.contentType = contentType;
    this.body = body;
    this.found = found;
  }

  /** The value of a placeholder of the route, such as {@code id} in {@code /jobs/{id}}. */
  public String parameter(String name) {
    return Optional.ofNullable(parameters.get(name)).orElseThrow();
  }

  /** A field of the address; empty if it is not there or has no text. */
  public Optional<String> query(String name) {
    return first(query, name);
  }

  /** A field of the form; empty if it is not there or has no text. */
  public Optional<String> form(String name) {
    return first(form(), name);
  }

  /** The fields of the form, each with its values. */
  public Map<String, List<String>> form() {
    return contentType.startsWith(FORM)
        ? UrlText.fields(new String(body, StandardCharsets.UTF_8))
        : Map.of();
  }

  /** The type of the body, such as that of a form. */
  public String contentType() {
    return contentType;
  }

  /** The body; without bytes in a request for a page. */
  public byte[] body() {
    return body.clone();
  }

  private static Optional<String> first(Map<String, List<String>> fields, String name) {
    return fields.getOrDefault(name, List.of()).stream()
        .findFirst()
        .filter(text -> !text.isEmpty());
  }

  /** The session, on a route that is not public. */
  public Session session() {
    return found.orElseThrow();
  }

  /** The operator, on a route that needs one. */
  public PrimaryId operator() {
    return session().operator().orElseThrow();
  }
}

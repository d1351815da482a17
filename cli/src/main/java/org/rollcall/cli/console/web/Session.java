package org.rollcall.cli.console.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rollcall.user.PrimaryId;

/** One person's use of the console in one browser. */
public final class Session {

  /** The value of the cookie, which suffices to read pages. */
  final String cookie = Secret.create();

  /** The token for requests that change something and for event streams. */
  final String token = Secret.create();

  /** The part of a report's address that makes it readable without the cookie. */
  private final String reportKey = Secret.create();

  /** The host name by which the browser signed in. Others do not get this session. */
  final String host;

  private volatile Optional<PrimaryId> operator;
  private volatile Instant lastUse;
  private volatile Optional<String> startPage = Optional.empty();
  private Optional<Refusal> refusal = Optional.empty();

  /**
   * A form that was refused, for its page, which shows it again.
   *
   * @param page the path of the page
   * @param fields what was sent
   * @param reason a sentence
   */
  public record Refusal(String page, Map<String, List<String>> fields, String reason) {

    public Refusal {
      fields = Map.copyOf(fields);
    }

    /** What was sent in a field; empty if nothing was. */
    public String field(String name) {
      return fields.getOrDefault(name, List.of()).stream().findFirst().orElse("");
    }
  }

  Session(String host, Optional<PrimaryId> operator, Instant now) {
    this.host = host;
    this.operator = operator;
    this.lastUse = now;
  }

  /** The operator, after the role was checked; empty until then. */
  public Optional<PrimaryId> operator() {
    return operator;
  }

  /** Sets the operator, who cannot be replaced by another one. */
  public void signIn(PrimaryId user) {
    if (operator.isPresent()) {
      throw new IllegalStateException("the session has an operator");
    }
    operator = Optional.of(user);
  }

  /**
   * Notes a form that was refused. Its page is loaded again after it, so that going back in the
   * browser sends nothing again.
   */
  public synchronized void refuse(Refusal refused) {
    refusal = Optional.of(refused);
  }

  /** The last form that was refused, if it is that of a page. It is shown once. */
  public synchronized Optional<Refusal> takeRefusal(String page) {
    Optional<Refusal> last = refusal.filter(refused -> refused.page().equals(page));
    if (last.isPresent()) {
      refusal = Optional.empty();
    }
    return last;
  }

  /**
   * The key that is a part of the addresses of reports. A report is in a sandbox, from which the
   * browser sends no cookie, and links to its other files.
   */
  public String reportKey() {
    return reportKey;
  }

  Instant lastUse() {
    return lastUse;
  }

  void use(Instant now) {
    lastUse = now;
  }

  /** The page that the link names; empty if it names none. */
  public Optional<String> startPage() {
    return startPage;
  }

  void startAt(String path) {
    startPage = Optional.of(path);
  }
}

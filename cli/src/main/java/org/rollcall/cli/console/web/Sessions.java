package org.rollcall.cli.console.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.rollcall.user.PrimaryId;

/**
 * The session of the console, of which there is one at a time. It begins with a link that can be
 * used once. When it has ended, a new link is made, which only the person at the terminal sees.
 */
public final class Sessions {

  /** How long a session lasts without a request. */
  public static final Duration IDLE_TIMEOUT = Duration.ofMinutes(60);

  /** How often a request without a session may cause a new link. */
  private static final Duration LINK_INTERVAL = Duration.ofMinutes(1);

  private final Optional<PrimaryId> operator;
  private final Clock clock;
  private Consumer<String> links = link -> {};
  private Optional<String> link = Optional.empty();
  private Instant lastLink = Instant.MIN;
  private Optional<Session> current = Optional.empty();

  /**
   * @param operator the operator of every session; empty if a page asks for one
   */
  public Sessions(Optional<PrimaryId> operator, Clock clock) {
    this.operator = operator;
    this.clock = clock;
  }

  /**
   * Makes the first link.
   *
   * @param receiver receives the secret part of each new link
   */
  synchronized void open(Consumer<String> receiver) {
    links = receiver;
    createLink();
  }

  private void createLink() {
    String secret = Secret.create();
    link = Optional.of(secret);
    lastLink = clock.instant();
    links.accept(secret);
  }

  /**
   * Begins a session, and ends the one before. The link cannot be used again.
   *
   * @param host the host name that the browser used
   * @return empty if the link is not the last one, or was used
   */
  synchronized Optional<Session> begin(String given, String host) {
    if (link.filter(secret -> Secret.matches(secret, given)).isEmpty()) {
      return Optional.empty();
    }
    link = Optional.empty();
    current = Optional.of(new Session(host, operator, clock.instant()));
    return current;
  }

  /** Finds the session of a cookie, and notes that it is in use. */
  synchronized Optional<Session> use(String cookie, String host) {
    Optional<Session> found =
        live()
            .filter(session -> session.host.equals(host))
            .filter(session -> Secret.matches(session.cookie, cookie));
    found.ifPresent(session -> session.use(clock.instant()));
    return found;
  }

  /** Finds the session in which the addresses of reports have this key. */
  public synchronized Optional<Session> ofReportKey(String key) {
    return live().filter(session -> Secret.matches(session.reportKey(), key));
  }

  /** Whether a session has not ended. An event stream ends with its session. */
  synchronized boolean isLive(Session session) {
    return live().filter(session::equals).isPresent();
  }

  private Optional<Session> live() {
    Instant oldest = clock.instant().minus(IDLE_TIMEOUT);
    if (current.filter(session -> session.lastUse().isBefore(oldest)).isPresent()) {
      current = Optional.empty();
    }
    return current;
  }

  /** Ends the session, and makes a new link. */
  public synchronized void end() {
    current = Optional.empty();
    createLink();
  }

  /** Makes a new link for someone without a session, if the last one was used. */
  synchronized void offerLink() {
    if (link.isEmpty() && !clock.instant().isBefore(lastLink.plus(LINK_INTERVAL))) {
      createLink();
    }
  }
}

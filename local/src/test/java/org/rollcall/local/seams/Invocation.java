package org.rollcall.local.seams;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One call of a function, on one thread. */
final class Invocation {

  /** The functions' timeouts in {@code template.yaml}, in seconds. */
  private static final Map<String, Integer> TIMEOUTS =
      Map.of("PrepareJob", 900, "UpdateUser", 120, "NotifyUser", 150, "ReportJob", 900);

  private static final ThreadLocal<@Nullable Invocation> CURRENT = new ThreadLocal<>();

  private final int number;
  private final String function;
  private final Instant start;
  private final Instant end;

  /** For so long a letter is in its sender's hand. */
  private static final Duration LEASE = Duration.ofSeconds(40);

  /** When it last wrote a user, by user's key. */
  private final Map<String, Instant> writes = new HashMap<>();

  /** Letters that SES took and told so, and whose mark is not written yet: until when in hand. */
  private final Map<String, Instant> unmarked = new HashMap<>();

  private boolean dead;
  private boolean hasLostWrites;

  Invocation(int number, String function, Instant start) {
    this.number = number;
    this.function = function;
    this.start = start;
    this.end = start.plus(Duration.ofSeconds(TIMEOUTS.getOrDefault(function, 900)));
  }

  static Optional<Invocation> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  void enter() {
    CURRENT.set(this);
  }

  static void leave() {
    CURRENT.remove();
  }

  /** Dies: whatever it asks of AWS from now on, in its {@code finally} clauses, does not happen. */
  Killed die() {
    dead = true;
    return new Killed();
  }

  boolean isOfAReport() {
    return function.equals("ReportJob");
  }

  boolean isDead() {
    return dead;
  }

  /** Lambda ends a function whose time is over. */
  void requireAlive(Instant now) {
    if (dead || now.isAfter(end)) {
      throw die();
    }
  }

  /** Hears from SES that it took a user's letter. */
  void wasTold(String user) {
    unmarked.put(user, writes.getOrDefault(user, start).plus(LEASE));
  }

  /**
   * Has written a user: the claim on a letter, or its mark.
   *
   * @param start when it began to
   * @return if it is the mark: until when the letter was in hand
   */
  Optional<Instant> wrote(String user, Instant start) {
    writes.put(user, start);
    return Optional.ofNullable(unmarked.remove(user));
  }

  /** Notes that a call of the users' table met a fault. */
  void lostWrite() {
    hasLostWrites |= !unmarked.isEmpty();
  }

  /** The users whose letters this invocation has sent, and by no fault of its own never marked. */
  Iterable<String> cutOff() {
    return dead || hasLostWrites ? unmarked.keySet() : Set.of();
  }

  @Override
  public String toString() {
    return "#" + number + " " + function;
  }
}

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
  private final Instant end;

  /** Letters that SES took and told so, and whose mark is not written yet: when, by user's key. */
  private final Map<String, Instant> unmarked = new HashMap<>();

  private boolean dead;
  private boolean hasLostWrites;

  Invocation(int number, String function, Instant start) {
    this.number = number;
    this.function = function;
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

  boolean isDead() {
    return dead;
  }

  /** Lambda ends a function whose time is over. */
  void requireAlive(Instant now) {
    if (dead || now.isAfter(end)) {
      throw die();
    }
  }

  void wasTold(String user, Instant now) {
    unmarked.put(user, now);
  }

  /** When SES said that it took the letter whose mark this write is; nothing if it is none. */
  Optional<Instant> marked(String user) {
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

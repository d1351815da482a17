package org.rollcall.local.seams;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One invocation of a function, on one thread. */
final class Invocation {

  /** The functions' timeouts in {@code template.yaml}, in seconds. */
  private static final Map<String, Integer> TIMEOUTS =
      Map.of("PrepareJob", 900, "UpdateUser", 80, "NotifyUser", 105, "ReportJob", 900);

  private static final ThreadLocal<@Nullable Invocation> CURRENT = new ThreadLocal<>();

  private final int number;
  private final String function;
  private final Instant start;
  private final Instant end;

  /** How long a letter is claimed; see D-059. */
  private static final Duration CLAIM_DURATION = Duration.ofSeconds(40);

  /** The time of the last write, by user key. */
  private final Map<String, Instant> writes = new HashMap<>();

  /**
   * The end of the claim, by user key, of letters that were sent but are not yet recorded as sent.
   */
  private final Map<String, Instant> unrecorded = new HashMap<>();

  private boolean killed;
  private boolean hasFailedWrites;

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

  /**
   * Kills the invocation. Later calls of AWS, such as in {@code finally} clauses, have no effect.
   */
  FunctionKilledError kill() {
    killed = true;
    return new FunctionKilledError();
  }

  boolean isOfReport() {
    return function.equals("ReportJob");
  }

  boolean isKilled() {
    return killed;
  }

  /** Kills the invocation after the function's timeout, as Lambda does. */
  void requireAlive(Instant now) {
    if (killed || now.isAfter(end)) {
      throw kill();
    }
  }

  /** Records that SES accepted a user's letter. */
  void letterSent(String user) {
    unrecorded.put(user, writes.getOrDefault(user, start).plus(CLAIM_DURATION));
  }

  /**
   * Records that a user was written: the claim of a letter, or its result.
   *
   * @param start when the write began
   * @return for the result of a letter: the end of its claim
   */
  Optional<Instant> userWritten(String user, Instant start) {
    writes.put(user, start);
    return Optional.ofNullable(unrecorded.remove(user));
  }

  /** Records a fault in a call of DynamoDB. */
  void writeFailed() {
    hasFailedWrites |= !unrecorded.isEmpty();
  }

  /** The users whose letters were sent, but not recorded as sent because of a fault. */
  Iterable<String> unrecordedLetters() {
    return killed || hasFailedWrites ? unrecorded.keySet() : Set.of();
  }

  @Override
  public String toString() {
    return "#" + number + " " + function;
  }
}

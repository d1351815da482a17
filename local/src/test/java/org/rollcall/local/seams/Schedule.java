package org.rollcall.local.seams;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * What goes wrong in one trial: drawn as it goes from the seed, and written down. Each seed has
 * only some kinds of faults, and much or little of them, so that rare ones meet.
 */
final class Schedule {

  /** What Lambda makes of an invocation. */
  enum Start {
    /** It runs. */
    RUN,
    /** Lambda has no room for it. */
    REFUSED,
    /** It runs to its end, and Step Functions does not hear of it. */
    UNHEARD,
    /** Step Functions gives it up, and it goes on. */
    GIVEN_UP,
    /** It runs twice at once. */
    DOUBLED,
    /** It runs, and once more when the job is long over. */
    AGAIN_LATER,
    /** Somebody stops the execution instead. */
    STOPPED,
    /** Somebody stops the execution, and it goes on. */
    STOPPED_GOES_ON
  }

  private static final List<Duration> DELAYS =
      List.of(
          Duration.ofSeconds(2),
          Duration.ofSeconds(12),
          Duration.ofSeconds(25),
          Duration.ofSeconds(45));

  private static final int MOST_NOTED = 400;

  private final Random random;
  private final Set<Fault> kinds;
  private final Set<Start> starts;
  private final double faults;
  private final double misstarts;
  private final List<String> notes = new ArrayList<>();
  private boolean calm;

  Schedule(Random random) {
    this.random = random;
    this.kinds = some(Fault.values());
    this.starts = some(Start.values());
    this.faults = List.of(0.0, 0.005, 0.02, 0.06, 0.15).get(random.nextInt(5));
    this.misstarts = List.of(0.0, 0.05, 0.2).get(random.nextInt(3));
  }

  private <E> Set<E> some(E[] all) {
    Set<E> some = new LinkedHashSet<>();
    for (E one : all) {
      if (random.nextBoolean()) {
        some.add(one);
      }
    }
    return some;
  }

  /** From now on nothing goes wrong. */
  void calmDown() {
    calm = true;
    note("calm from here");
  }

  /** What happens to a call. */
  Fault fault() {
    if (calm || kinds.isEmpty() || random.nextDouble() >= faults) {
      return Fault.NONE;
    }
    return List.copyOf(kinds).get(random.nextInt(kinds.size()));
  }

  /** For how many attempts in a row a fault lasts: usually one, at times all that there are. */
  int attempts() {
    return random.nextInt(4) == 0 ? 1 + random.nextInt(12) : 1;
  }

  Duration delay() {
    return DELAYS.get(random.nextInt(DELAYS.size()));
  }

  /** After how many other requests one that was held back arrives. */
  int lateness() {
    return 1 + random.nextInt(6);
  }

  Start start() {
    if (calm || starts.isEmpty() || random.nextDouble() >= misstarts) {
      return Start.RUN;
    }
    return List.copyOf(starts).get(random.nextInt(starts.size()));
  }

  /** The error that Step Functions sees of a function that died; not all are tried again. */
  String death() {
    return random.nextInt(3) == 0 ? "Lambda.Unknown" : transientError();
  }

  /** An error of Lambda's own, which is tried again. */
  String transientError() {
    return List.of(
            "Lambda.ServiceException",
            "Lambda.AWSLambdaException",
            "Lambda.SdkClientException",
            "Lambda.ClientExecutionTimeoutException")
        .get(random.nextInt(4));
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  synchronized void note(String what) {
    if (notes.size() < MOST_NOTED) {
      notes.add(what);
    }
  }

  /** What went wrong, line by line. */
  @Override
  public synchronized String toString() {
    return "kinds "
        + kinds
        + " at "
        + faults
        + ", starts "
        + starts
        + " at "
        + misstarts
        + "\n  "
        + String.join("\n  ", notes);
  }

}

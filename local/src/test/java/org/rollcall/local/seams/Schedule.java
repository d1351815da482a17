package org.rollcall.local.seams;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

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

  /** Calls that a seed may have its faults at alone. */
  private static final List<String> OPERATIONS =
      List.of(
          "SendRawEmail", "GenerateMac", "UpdateItem", "BatchGetItem", "PutObject", "GetObject");

  private static final List<String> FUNCTIONS =
      List.of("PrepareJob", "UpdateUser", "NotifyUser", "NotifyUser", "ReportJob");

  private static final int MOST_NOTED = 400;

  private final Random random;
  private final List<Fault> kinds;
  private final List<Start> starts;
  private final Optional<String> operation;
  private final Optional<String> function;
  private final double faults;
  private final double misstarts;
  private final int slowest;
  private final List<String> notes = new ArrayList<>();
  private boolean calm;

  Schedule(Random random) {
    this.random = random;
    this.kinds = some(Fault.values(), 1 + random.nextInt(4));
    this.starts = some(Start.values(), 1 + random.nextInt(2));
    this.operation = random.nextBoolean() ? Optional.of(one(OPERATIONS)) : Optional.empty();
    this.function = random.nextBoolean() ? Optional.of(one(FUNCTIONS)) : Optional.empty();
    this.faults = operation.isPresent() ? one(List.of(0.1, 0.4)) : one(List.of(0.0, 0.01, 0.05));
    this.misstarts = function.isPresent() ? one(List.of(0.3, 0.7)) : one(List.of(0.0, 0.1));
    this.slowest = one(List.of(0, 0, 20, 800));
  }

  /** How long an attempt at a call is under way. In some trials calls take no time at all. */
  Duration latency() {
    return Duration.ofMillis(random.nextInt(1 + slowest));
  }

  /** Some of them, but never the first, which stands for nothing at all. */
  private <E> List<E> some(E[] all, int count) {
    List<E> some = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      some.add(all[1 + random.nextInt(all.length - 1)]);
    }
    return some;
  }

  private <E> E one(List<E> all) {
    return all.get(random.nextInt(all.size()));
  }

  /** From now on nothing goes wrong. */
  void calmDown() {
    calm = true;
    note("calm from here");
  }

  /** What happens to a call of an operation. */
  Fault fault(String name) {
    boolean isSpared = operation.filter(only -> !only.equals(name)).isPresent();
    return calm || isSpared || random.nextDouble() >= faults ? Fault.NONE : one(kinds);
  }

  /** For how many attempts in a row a fault lasts: usually one, at times all that there are. */
  int attempts() {
    return random.nextInt(4) == 0 ? 1 + random.nextInt(12) : 1;
  }

  Duration delay() {
    return one(DELAYS);
  }

  /** After how many other requests one that was held back arrives. */
  int lateness() {
    return 1 + random.nextInt(6);
  }

  /** What Lambda makes of an invocation of a function. */
  Start start(String name) {
    boolean isSpared = function.filter(only -> !only.equals(name)).isPresent();
    return calm || isSpared || random.nextDouble() >= misstarts ? Start.RUN : one(starts);
  }

  /** The error that Step Functions sees of a function that died; not all are tried again. */
  String death() {
    return random.nextInt(3) == 0 ? "Lambda.Unknown" : transientError();
  }

  /** An error of Lambda's own, which is tried again. */
  String transientError() {
    return one(
        List.of(
            "Lambda.ServiceException",
            "Lambda.SnapStartNotReadyException",
            "Lambda.AWSLambdaException",
            "Lambda.SdkClientException",
            "Lambda.ClientExecutionTimeoutException"));
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
        + operation.map(only -> " of " + only).orElse("")
        + ", starts "
        + starts
        + " at "
        + misstarts
        + function.map(only -> " of " + only).orElse("")
        + ", calls take up to "
        + slowest
        + " ms"
        + "\n  "
        + String.join("\n  ", notes);
  }
}

package org.rollcall.local.seams;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The faults of one scenario, which are drawn from the seed and logged. Each seed has only a few
 * kinds of faults and its own rates, so that rare faults occur together.
 */
final class FaultSchedule {

  /** What happens to an invocation of a function. */
  enum InvocationFault {
    /** No fault. */
    NONE,
    /** Lambda rejects it: too many requests. */
    THROTTLED,
    /** It completes, but Step Functions receives an error. */
    RESULT_LOST,
    /** Step Functions receives an error while it continues. */
    ABANDONED,
    /** It runs twice at the same time. */
    DUPLICATED,
    /** It runs, and again long after the end of the job. */
    REPEATED_LATER,
    /** The execution is stopped before it invocationFaults. */
    STOPPED,
    /** The execution is stopped while it runs, and it continues. */
    STOPPED_WHILE_RUNNING
  }

  private static final List<Duration> DELAYS =
      List.of(
          Duration.ofSeconds(2),
          Duration.ofSeconds(12),
          Duration.ofSeconds(25),
          Duration.ofSeconds(45));

  /** A seed may have its faults in calls of one of these operations only. */
  private static final List<String> OPERATIONS =
      List.of(
          "SendRawEmail", "GenerateMac", "UpdateItem", "BatchGetItem", "PutObject", "GetObject");

  private static final List<String> FUNCTIONS =
      List.of("PrepareJob", "UpdateUser", "NotifyUser", "NotifyUser", "ReportJob");

  private static final int MAX_LOG_ENTRIES = 400;

  private final Random random;
  private final List<Fault> faults;
  private final List<InvocationFault> invocationFaults;
  private final Optional<String> operation;
  private final Optional<String> function;
  private final double faultRate;
  private final double invocationFaultRate;
  private final int maxLatencyMillis;
  private final List<String> log = new ArrayList<>();
  private boolean hasEnded;

  FaultSchedule(Random random) {
    this.random = random;
    this.faults = some(Fault.values(), 1 + random.nextInt(4));
    this.invocationFaults = some(InvocationFault.values(), 1 + random.nextInt(2));
    this.operation = random.nextBoolean() ? Optional.of(one(OPERATIONS)) : Optional.empty();
    this.function = random.nextBoolean() ? Optional.of(one(FUNCTIONS)) : Optional.empty();
    this.faultRate = operation.isPresent() ? one(List.of(0.1, 0.4)) : one(List.of(0.0, 0.01, 0.05));
    this.invocationFaultRate =
        function.isPresent() ? one(List.of(0.3, 0.7)) : one(List.of(0.0, 0.1));
    this.maxLatencyMillis = one(List.of(0, 0, 20, 800));
  }

  /** The latency of an attempt of a call. In some scenarios it is always 0. */
  Duration latency() {
    return Duration.ofMillis(random.nextInt(1 + maxLatencyMillis));
  }

  /** Random elements, but never the first one, which means no fault. */
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

  /** Ends the faults. */
  void end() {
    hasEnded = true;
    log("no faults from here");
  }

  boolean hasEnded() {
    return hasEnded;
  }

  /** What happens to a call of an operation. */
  Fault fault(String name) {
    boolean isExcluded = operation.filter(only -> !only.equals(name)).isPresent();
    return hasEnded || isExcluded || random.nextDouble() >= faultRate ? Fault.NONE : one(faults);
  }

  /** The number of successive attempts with the same fault. Usually 1, sometimes all attempts. */
  int attempts() {
    return random.nextInt(4) == 0 ? 1 + random.nextInt(12) : 1;
  }

  Duration delay() {
    return one(DELAYS);
  }

  /** The number of requests that are processed before a delayed one. */
  int requestsBeforeDelivery() {
    return 1 + random.nextInt(6);
  }

  /** What happens to the next invocation of a function. */
  InvocationFault invocationFault(String name) {
    boolean isExcluded = function.filter(only -> !only.equals(name)).isPresent();
    return hasEnded || isExcluded || random.nextDouble() >= invocationFaultRate
        ? InvocationFault.NONE
        : one(invocationFaults);
  }

  /** The error that Step Functions receives when a function is killed. Not all are retried. */
  String killError() {
    return random.nextInt(3) == 0 ? "Lambda.Unknown" : transientError();
  }

  /** An error of Lambda, which Step Functions retries. */
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

  synchronized void log(String entry) {
    if (log.size() < MAX_LOG_ENTRIES) {
      log.add(entry);
    }
  }

  /** The settings and the log. */
  @Override
  public synchronized String toString() {
    return "faults "
        + faults
        + " at "
        + faultRate
        + operation.map(only -> " of " + only).orElse("")
        + ", faults of invocations "
        + invocationFaults
        + " at "
        + invocationFaultRate
        + function.map(only -> " of " + only).orElse("")
        + ", calls take up to "
        + maxLatencyMillis
        + " ms"
        + "\n  "
        + String.join("\n  ", log);
  }
}

package org.rollcall.local.states.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import org.rollcall.local.states.data.StateData;
import org.rollcall.local.states.data.Timestamps;
import org.rollcall.local.states.services.Time;

/** The progress of a run of a distributed Map. Each child execution has one item. */
public final class MapRun {

  /** The status of a run. */
  public enum Status {
    RUNNING,
    SUCCEEDED,
    FAILED,
    ABORTED
  }

  private final String arn;
  private final String executionArn;
  private final Time time;
  private final Instant start;
  private final int total;
  private final int concurrency;
  private final Optional<Long> toleratedCount;
  private final Optional<Long> toleratedPercentage;
  private Status status = Status.RUNNING;
  private Optional<Instant> stop = Optional.empty();
  private int pending;
  private int running;
  private int succeeded;
  private int failed;
  private int aborted;

  public MapRun(
      String arn,
      String executionArn,
      Time time,
      int total,
      int concurrency,
      Optional<Long> toleratedCount,
      Optional<Long> toleratedPercentage) {
    this.arn = arn;
    this.executionArn = executionArn;
    this.time = time;
    this.start = time.now();
    this.total = total;
    this.concurrency = concurrency;
    this.toleratedCount = toleratedCount;
    this.toleratedPercentage = toleratedPercentage;
    this.pending = total;
  }

  public String arn() {
    return arn;
  }

  public synchronized void childStarted() {
    pending--;
    running++;
  }

  public synchronized void childSucceeded() {
    running--;
    succeeded++;
  }

  public synchronized void childAborted() {
    running--;
    aborted++;
  }

  /**
   * Counts a failed child.
   *
   * @return whether more children have failed than tolerated. Without a tolerance, no child may
   *     fail
   */
  public synchronized boolean childFailed() {
    running--;
    failed++;
    boolean exceedsCount = toleratedCount.isPresent() && failed > toleratedCount.get();
    boolean exceedsPercentage =
        toleratedPercentage.isPresent() && 100L * failed > toleratedPercentage.get() * total;
    return exceedsCount
        || exceedsPercentage
        || (toleratedCount.isEmpty() && toleratedPercentage.isEmpty());
  }

  /** Ends the run. Children that have not started count as aborted. */
  public synchronized void end(Status end) {
    status = end;
    stop = Optional.of(time.now());
    aborted += pending;
    pending = 0;
  }

  /** The response of {@code DescribeMapRun}. */
  public synchronized ObjectNode describe() {
    ObjectNode run =
        StateData.object()
            .put("mapRunArn", arn)
            .put("executionArn", executionArn)
            .put("status", status.name())
            .put("startDate", Timestamps.seconds(start))
            .put("maxConcurrency", concurrency)
            .put("toleratedFailureCount", toleratedCount.orElse(0L))
            .put("toleratedFailurePercentage", toleratedPercentage.orElse(0L));
    stop.ifPresent(end -> run.put("stopDate", Timestamps.seconds(end)));
    run.set("itemCounts", counts());
    run.set("executionCounts", counts());
    return run.put("redriveCount", 0);
  }

  private ObjectNode counts() {
    return StateData.object()
        .put("pending", pending)
        .put("running", running)
        .put("succeeded", succeeded)
        .put("failed", failed)
        .put("timedOut", 0)
        .put("aborted", aborted)
        .put("total", total)
        .put("resultsWritten", 0);
  }
}

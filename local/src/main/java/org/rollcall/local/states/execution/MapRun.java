package org.rollcall.local.states.execution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.rollcall.local.states.expression.StateData;

/** The progress of a run of a distributed Map. Each child execution has one item. */
public final class MapRun {

  private final String arn;
  private final Time time;
  private final int total;
  private final long toleratedPercentage;
  private final ObjectNode description;
  private final ObjectNode counts;

  /**
   * Creates a run that starts now.
   *
   * @param executionArn the execution that contains the Map
   * @param total the number of children
   * @param concurrency the maximum number of children that run at the same time
   * @param toleratedPercentage the percentage of children that may fail
   */
  public MapRun(
      String arn,
      String executionArn,
      Time time,
      int total,
      int concurrency,
      long toleratedPercentage) {
    this.arn = arn;
    this.time = time;
    this.total = total;
    this.toleratedPercentage = toleratedPercentage;
    description =
        StateData.object()
            .put("mapRunArn", arn)
            .put("executionArn", executionArn)
            .put("status", "RUNNING")
            .put("startDate", StateData.seconds(time.now()))
            .put("maxConcurrency", concurrency)
            .put("toleratedFailureCount", 0)
            .put("toleratedFailurePercentage", toleratedPercentage);
    counts =
        StateData.object()
            .put("pending", total)
            .put("running", 0)
            .put("succeeded", 0)
            .put("failed", 0)
            .put("timedOut", 0)
            .put("aborted", 0)
            .put("total", total)
            .put("resultsWritten", 0);
  }

  public String arn() {
    return arn;
  }

  public synchronized void childStarted() {
    add("pending", -1);
    add("running", 1);
  }

  /**
   * Counts a child that has ended.
   *
   * @param status {@code succeeded}, {@code failed} or {@code aborted}
   */
  public synchronized void childEnded(String status) {
    add("running", -1);
    add(status, 1);
  }

  private void add(String count, int change) {
    counts.put(count, counts.get(count).intValue() + change);
  }

  /** Whether more children have failed than tolerated. */
  public synchronized boolean exceedsTolerance() {
    return 100L * counts.get("failed").intValue() > toleratedPercentage * total;
  }

  /**
   * Ends the run. Children that have not started count as aborted.
   *
   * @param status {@code SUCCEEDED}, {@code FAILED} or {@code ABORTED}
   */
  public synchronized void end(String status) {
    description.put("status", status).put("stopDate", StateData.seconds(time.now()));
    add("aborted", counts.get("pending").intValue());
    counts.put("pending", 0);
  }

  /** The response of {@code DescribeMapRun}. */
  public synchronized ObjectNode describe() {
    ObjectNode run = description.deepCopy();
    run.set("itemCounts", counts.deepCopy());
    run.set("executionCounts", counts.deepCopy());
    return run.put("redriveCount", 0);
  }
}

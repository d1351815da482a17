package org.rollcall.report;

import java.time.Instant;
import org.rollcall.aws.Work;
import org.rollcall.job.Job;
import org.rollcall.job.Mode;

/** A job's report: the object {@code report.json} in its folder. */
public record Report(
    String jobId,
    String jobName,
    Mode mode,
    String initiatedBy,
    Status status,
    Instant started,
    Instant ended,
    Job.FrozenSet set,
    Counters counters,
    Work.Tally work) {

  /** What the execution itself ends with. */
  public record Summary(String jobId, Status status, Counters counters, String report) {}
}

package org.rollcall.report;

import java.time.Instant;
import java.util.Optional;
import org.rollcall.aws.Work;
import org.rollcall.job.Deliveries;
import org.rollcall.job.Job;
import org.rollcall.job.Mode;

/**
 * A job's report: the object {@code report.json} in its folder.
 *
 * @param testTo for a test, which changed nobody: who got the letters instead of the members
 */
public record Report(
    String jobId,
    String jobName,
    Mode mode,
    String initiatedBy,
    Optional<String> testTo,
    Status status,
    Instant started,
    Instant ended,
    Job.FrozenSet set,
    Counters counters,
    Work.Tally work) {

  /** Whether the report knows all that SES has told of the job's letters. */
  public boolean isUpToDateWith(Deliveries deliveries) {
    return counters.knows(deliveries);
  }

  /** What the execution itself ends with. */
  public record Summary(String jobId, Status status, Counters counters, String report) {}
}

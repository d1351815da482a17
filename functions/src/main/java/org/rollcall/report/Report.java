package org.rollcall.report;

import java.time.Instant;
import java.util.Optional;
import org.rollcall.aws.BilledUsage;
import org.rollcall.delivery.Deliveries;
import org.rollcall.id.JobId;
import org.rollcall.job.JobMode;
import org.rollcall.job.SetSnapshot;
import org.rollcall.json.Json;

/**
 * A job's report: the object {@code report.json} in its folder.
 *
 * @param retryOf for a retry: the job whose members it took up that remained
 * @param testTo for a test, which changed nobody: who got the letters instead of the members
 */
public record Report(
    JobId jobId,
    Optional<JobId> retryOf,
    String jobName,
    JobMode mode,
    String initiatedBy,
    Optional<String> testTo,
    Status status,
    Instant started,
    Instant ended,
    SetSnapshot set,
    Counters counters,
    BilledUsage work) {

  /** Whether the report knows all that SES has told of the job's letters. */
  public boolean isUpToDateWith(Deliveries deliveries) {
    return counters.knows(deliveries);
  }

  /** What a retry would have to do, in words; nothing if nothing remains. A test leaves nothing. */
  public Optional<String> remains() {
    return testTo.isPresent() ? Optional.empty() : ReportText.remains(counters);
  }

  /** The input of the job that does what remains. */
  public String retryInput() {
    return Json.text(
        Json.MAPPER
            .createObjectNode()
            .put("initiated_by", initiatedBy)
            .put("retry", jobId.value()));
  }

  /** What the execution itself ends with. */
  public record Summary(JobId jobId, Status status, Counters counters, String report) {}
}

package org.rollcall.cli;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.function.Supplier;
import org.rollcall.aws.Bucket;
import org.rollcall.job.JobFolder;
import org.rollcall.report.Report;

/**
 * A job's report as it should be now: made again where SES has told more of the job's letters since
 * it was written.
 */
final class FreshReport {

  private final Bucket bucket;
  private final Supplier<Remaking> remaking;

  /**
   * @param remaking what makes a report again; asked for only where one is to be made
   */
  FreshReport(Bucket bucket, Supplier<Remaking> remaking) {
    this.bucket = requireNonNull(bucket, "bucket is null");
    this.remaking = requireNonNull(remaking, "remaking is null");
  }

  /** The report of a job; nothing if it has none. */
  Optional<Report> read(String jobId) {
    return ReportCommand.read(bucket, jobId)
        .map(
            report ->
                report.isUpToDateWith(new JobFolder(bucket, jobId).readDeliveries())
                    ? report
                    : remaking.get().make(jobId));
  }
}

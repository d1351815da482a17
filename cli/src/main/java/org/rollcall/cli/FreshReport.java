package org.rollcall.cli;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.util.Optional;
import org.rollcall.aws.Bucket;
import org.rollcall.aws.Work;
import org.rollcall.job.JobFolder;
import org.rollcall.json.Json;
import org.rollcall.report.Report;
import org.rollcall.report.Reporting;

/**
 * A job's report as it should be now: made again where SES has told more of the job's letters since
 * it was written.
 */
final class FreshReport {

  private final Bucket bucket;

  FreshReport(Bucket bucket) {
    this.bucket = requireNonNull(bucket, "bucket is null");
  }

  /** The report of a job; nothing if it has none. */
  Optional<Report> read(String jobId) {
    return ReportCommand.read(bucket, jobId).map(report -> refreshed(report, jobId));
  }

  private Report refreshed(Report report, String jobId) {
    JobFolder folder = new JobFolder(bucket, jobId);
    if (report.isUpToDateWith(folder.readDeliveries())) {
      return report;
    }
    new Reporting(bucket, Clock.systemUTC(), new Work()).report(new Reporting.Request(jobId));
    return folder.read("report.json").map(bytes -> Json.read(bytes, Report.class)).orElseThrow();
  }
}

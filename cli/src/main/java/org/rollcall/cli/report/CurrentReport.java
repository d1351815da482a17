package org.rollcall.cli.report;

import java.util.Optional;
import java.util.function.Predicate;
import org.rollcall.aws.AwsException;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.stack.AwsErrors;
import org.rollcall.cli.stack.Stack;
import org.rollcall.delivery.JobDeliveries;
import org.rollcall.error.ErrorCode;
import org.rollcall.id.JobId;
import org.rollcall.job.JobFolder;
import org.rollcall.report.LaterJobs;
import org.rollcall.report.Report;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Reads the report of a job. If SES has sent delivery events since the report was made, retries may
 * have sent owed letters, or another job has used this one, the report is made again first. See
 * D-019.
 */
public record CurrentReport(Stack stack, Console console) {

  /** The report of a job that has just ended; empty if it has none. */
  public Optional<Report> read(JobId jobId) {
    return read(jobId, this::isUpToDate);
  }

  /** The report of a job; empty if it has none. Retries may have sent letters that were owed. */
  Optional<Report> readAfterRetries(JobId jobId) {
    return read(jobId, report -> isUpToDate(report) && report.owedLetters().isEmpty());
  }

  private Optional<Report> read(JobId jobId, Predicate<Report> isCurrent) {
    return new JobReports(stack.bucket())
        .find(jobId)
        .map(report -> isCurrent.test(report) ? report : rebuild(report));
  }

  private boolean isUpToDate(Report report) {
    return report.isUpToDateWith(
            new JobDeliveries(new JobFolder(stack.bucket(), report.jobId())).read())
        && report.laterJobs().equals(LaterJobs.of(report.jobId(), stack.bucket()));
  }

  /** Makes the report again. Without the right to do so, the existing report is shown. */
  private Report rebuild(Report report) {
    try {
      return new ReportRebuild(stack).run(report.jobId());
    } catch (SdkException | AwsException e) {
      SdkException error =
          AwsErrors.find(e).filter(AwsServiceException.class::isInstance).orElseThrow(() -> e);
      String reason = AwsErrors.translate(error).line();
      ErrorCode code = CommandError.REPORT_NOT_UPDATED;
      console.note("Warning: " + code.message(reason) + " [" + code.name() + "]");
      return report;
    }
  }
}

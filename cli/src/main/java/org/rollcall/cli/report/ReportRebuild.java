package org.rollcall.cli.report;

import java.time.Instant;
import java.util.Optional;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.stack.Stack;
import org.rollcall.id.JobId;
import org.rollcall.json.SimilarNames;
import org.rollcall.report.Report;
import org.rollcall.report.Status;

/**
 * Makes the report of a job that has ended, from its folder and its users' items: the first report
 * of a job that was stopped or killed, or a new report of any other job.
 */
public record ReportRebuild(Stack stack) {

  /**
   * Makes the report and reads it.
   *
   * @throws CommandException if the job has not ended, was never accepted, or was stopped so
   *     recently that its functions may be running
   */
  public Report run(JobId jobId) {
    JobReports reports = new JobReports(stack.bucket());
    if (!reports.isAccepted(jobId)) {
      throw CommandException.rejected(
          CommandError.JOB_NEVER_ACCEPTED,
          jobId,
          SimilarNames.hint(jobId.value(), reports.acceptedJobs()));
    }
    if (!stack.buildReport(jobId)) {
      throw CommandException.rejected(CommandError.JOB_STILL_RUNNING, jobId);
    }
    Report report = reports.find(jobId).orElseThrow();
    Optional<Instant> until = report.provisionalUntil();
    if (until.isPresent() && report.status() == Status.USER_ABORTED) {
      throw CommandException.failed(
          CommandError.JOB_STILL_STOPPING, jobId, until.get(), jobId, stack.cliFlag());
    }
    return report;
  }
}

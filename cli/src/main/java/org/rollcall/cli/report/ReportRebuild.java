package org.rollcall.cli.report;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.stack.Stack;
import org.rollcall.id.JobId;
import org.rollcall.json.SimilarNames;
import org.rollcall.report.JobReporter;
import org.rollcall.report.Report;
import org.rollcall.report.Status;
import org.rollcall.start.Executions;
import org.rollcall.time.SystemClock;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * Makes the report of a job that has ended, from its folder and its users' items: the first report
 * of a job that was stopped or killed, or a new report of any other job.
 *
 * @param states reads how executions ended
 */
public record ReportRebuild(Stack stack, SfnClient states) {

  public ReportRebuild(Stack stack) {
    this(stack, stack.states());
  }

  /**
   * Makes the report and reads it.
   *
   * @throws CommandException if the job has not ended, or was never accepted
   */
  public Report run(JobId jobId) {
    JobReports reports = new JobReports(stack.bucket());
    Optional<DescribeExecutionResponse> execution = findExecution(jobId);
    if (execution.filter(found -> found.status() == ExecutionStatus.RUNNING).isPresent()) {
      throw CommandException.rejected(CommandError.JOB_STILL_RUNNING, jobId);
    }
    if (!reports.isAccepted(jobId)) {
      throw CommandException.rejected(
          CommandError.JOB_NEVER_ACCEPTED,
          jobId,
          SimilarNames.hint(jobId.value(), reports.acceptedJobs()));
    }
    execution.ifPresent(this::requireDrained);
    stack.buildReport(
        execution.map(found -> request(jobId, found)).orElseGet(() -> request(jobId, reports)));
    return reports.find(jobId).orElseThrow();
  }

  private void requireDrained(DescribeExecutionResponse execution) {
    if (execution.status() != ExecutionStatus.ABORTED) {
      return;
    }
    Instant drained = execution.stopDate().plus(stack.drainTime());
    if (SystemClock.INSTANCE.instant().isBefore(drained)) {
      throw CommandException.failed(
          CommandError.JOB_STILL_STOPPING,
          execution.name(),
          drained.truncatedTo(ChronoUnit.SECONDS),
          execution.name(),
          stack.cliFlag());
    }
  }

  private static JobReporter.Request request(JobId jobId, DescribeExecutionResponse execution) {
    return new JobReporter.Request(
        jobId,
        execution.status() == ExecutionStatus.ABORTED
            ? Optional.of(Status.USER_ABORTED)
            : Optional.empty(),
        Optional.ofNullable(execution.stopDate()));
  }

  /**
   * The request for an execution that Step Functions has deleted: status and end are taken from the
   * existing report.
   */
  private static JobReporter.Request request(JobId jobId, JobReports reports) {
    Optional<Report> existing = reports.find(jobId);
    return new JobReporter.Request(
        jobId,
        existing.map(Report::status).filter(status -> status == Status.USER_ABORTED),
        existing.map(Report::ended));
  }

  private Optional<DescribeExecutionResponse> findExecution(JobId jobId) {
    try {
      String arn = Executions.arn(stack.stateMachineArn(), jobId);
      return Optional.of(states.describeExecution(request -> request.executionArn(arn)));
    } catch (ExecutionDoesNotExistException e) {
      return Optional.empty();
    }
  }
}

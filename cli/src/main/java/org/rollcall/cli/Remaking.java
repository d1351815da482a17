package org.rollcall.cli;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.function.Consumer;
import org.rollcall.aws.Bucket;
import org.rollcall.job.JobFolder;
import org.rollcall.json.Nearest;
import org.rollcall.local.LocalStack;
import org.rollcall.report.Report;
import org.rollcall.report.Reporting;
import org.rollcall.report.Status;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * Makes the report of a job that has ended, from what its folder and its users' items say by now:
 * the first one of a job that was stopped or killed, or a newer one of any other.
 */
final class Remaking {

  private final SfnClient states;
  private final String stateMachineArn;
  private final Bucket bucket;
  private final Consumer<Reporting.Request> reporting;

  /**
   * @param reporting calls the function that makes reports
   */
  Remaking(
      SfnClient states,
      String stateMachineArn,
      Bucket bucket,
      Consumer<Reporting.Request> reporting) {
    this.states = requireNonNull(states, "states is null");
    this.stateMachineArn = requireNonNull(stateMachineArn, "stateMachineArn is null");
    this.bucket = requireNonNull(bucket, "bucket is null");
    this.reporting = requireNonNull(reporting, "reporting is null");
  }

  static Remaking on(LocalStack stack) {
    return new Remaking(stack.states(), stack.stateMachineArn(), stack.bucket(), stack::report);
  }

  /**
   * Makes the report and reads it.
   *
   * @throws Complaint if the job is not at its end, or was never accepted
   */
  Report make(String jobId) {
    Optional<DescribeExecutionResponse> execution = execution(jobId);
    if (execution.filter(found -> found.status() == ExecutionStatus.RUNNING).isPresent()) {
      throw Complaint.misuse(
          "the job " + jobId + " is still running; its report is made at its end.");
    }
    if (!ReportCommand.isAccepted(bucket, jobId)) {
      throw Complaint.misuse(
          "no job "
              + jobId
              + " was accepted, so that it changed nothing; start it again with its own input."
              + Nearest.hint(jobId, ReportCommand.jobsWith("job.json", bucket)));
    }
    reporting.accept(execution.map(found -> request(jobId, found)).orElseGet(() -> request(jobId)));
    return ReportCommand.read(bucket, jobId).orElseThrow();
  }

  private static Reporting.Request request(String jobId, DescribeExecutionResponse execution) {
    return new Reporting.Request(
        jobId,
        execution.status() == ExecutionStatus.ABORTED
            ? Optional.of(Status.USER_ABORTED)
            : Optional.empty(),
        Optional.ofNullable(execution.stopDate()));
  }

  /** For an execution that Step Functions has forgotten: it ended as the report has it so far. */
  private Reporting.Request request(String jobId) {
    Optional<Report> known = ReportCommand.read(bucket, jobId);
    return new Reporting.Request(
        jobId,
        known.map(Report::status).filter(status -> status == Status.USER_ABORTED),
        known.map(Report::ended));
  }

  private Optional<DescribeExecutionResponse> execution(String jobId) {
    if (!JobFolder.JOB_ID.matcher(jobId).matches()) {
      return Optional.empty();
    }
    try {
      String arn = executionArn(stateMachineArn, jobId);
      return Optional.of(states.describeExecution(request -> request.executionArn(arn)));
    } catch (ExecutionDoesNotExistException e) {
      return Optional.empty();
    }
  }

  private static String executionArn(String stateMachineArn, String name) {
    return stateMachineArn.replace(":stateMachine:", ":execution:") + ":" + name;
  }
}

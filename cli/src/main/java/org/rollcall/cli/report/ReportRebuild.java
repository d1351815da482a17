package org.rollcall.cli.report;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.stack.Stack;
import org.rollcall.id.JobId;
import org.rollcall.json.SimilarNames;
import org.rollcall.report.JobReporter;
import org.rollcall.report.Report;
import org.rollcall.report.Status;
import org.rollcall.start.Executions;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * Makes the report of a job that has ended, from what its folder and its users' items say by now:
 * the first one of a job that was stopped or killed, or a newer one of any other.
 */
public final class ReportRebuild {

  private final Stack stack;
  private final SfnClient states;

  public ReportRebuild(Stack stack) {
    this(stack, stack.states());
  }

  /**
   * @param states what says how executions have ended
   */
  public ReportRebuild(Stack stack, SfnClient states) {
    this.stack = requireNonNull(stack, "stack is null");
    this.states = requireNonNull(states, "states is null");
  }

  /**
   * Makes the report and reads it.
   *
   * @throws CommandException if the job is not at its end, or was never accepted
   */
  public Report make(JobId jobId) {
    Optional<DescribeExecutionResponse> execution = execution(jobId);
    if (execution.filter(found -> found.status() == ExecutionStatus.RUNNING).isPresent()) {
      throw CommandException.misuse(
          "the job " + jobId + " is still running; its report is made at its end.");
    }
    if (!ReportCommand.isAccepted(stack.bucket(), jobId)) {
      throw CommandException.misuse(
          "no job "
              + jobId
              + " was accepted, so that it changed nothing; start it again with its own input."
              + SimilarNames.hint(
                  jobId.value(), ReportCommand.jobsWith("job.json", stack.bucket())));
    }
    execution.ifPresent(this::requireSettled);
    stack.report(execution.map(found -> request(jobId, found)).orElseGet(() -> request(jobId)));
    return ReportCommand.read(stack.bucket(), jobId).orElseThrow();
  }

  private void requireSettled(DescribeExecutionResponse execution) {
    if (execution.status() != ExecutionStatus.ABORTED) {
      return;
    }
    Instant settled = execution.stopDate().plus(stack.settling());
    if (Instant.now().isBefore(settled)) {
      throw CommandException.failure(
          "the job "
              + execution.name()
              + " was stopped, and functions may still have some of its users in hand. Its report"
              + " can be made from "
              + settled.truncatedTo(ChronoUnit.SECONDS)
              + " on: ./rollcall report "
              + execution.name()
              + " --rebuild"
              + stack.option());
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

  /** For an execution that Step Functions has forgotten: it ended as the report has it so far. */
  private JobReporter.Request request(JobId jobId) {
    Optional<Report> known = ReportCommand.read(stack.bucket(), jobId);
    return new JobReporter.Request(
        jobId,
        known.map(Report::status).filter(status -> status == Status.USER_ABORTED),
        known.map(Report::ended));
  }

  private Optional<DescribeExecutionResponse> execution(JobId jobId) {
    try {
      String arn = Executions.arn(stack.stateMachineArn(), jobId);
      return Optional.of(states.describeExecution(request -> request.executionArn(arn)));
    } catch (ExecutionDoesNotExistException e) {
      return Optional.empty();
    }
  }
}

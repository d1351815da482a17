package org.rollcall.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.rollcall.aws.AwsException;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.report.CurrentReport;
import org.rollcall.cli.report.JobReports;
import org.rollcall.cli.report.ReportRebuild;
import org.rollcall.cli.stack.AwsErrors;
import org.rollcall.cli.stack.JobErrors;
import org.rollcall.cli.stack.JobProgress;
import org.rollcall.cli.stack.JobRefusedException;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StartedJob;
import org.rollcall.id.JobId;
import org.rollcall.report.Report;
import org.rollcall.time.SystemClock;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Starts a job as an execution of the state machine, and follows it until it ends. */
record JobRun(Stack stack, Console console) {

  /** How long following continues while AWS cannot be reached. */
  private static final Duration OUTAGE_TIMEOUT = Duration.ofMinutes(2);

  private static final int MIN_SERVER_ERROR = 500;

  /**
   * Runs a job until it completes, fails or is stopped.
   *
   * @param isStopRequested is polled while the job is running
   * @throws JobRefusedException if the job's input is rejected
   * @throws CommandException if the job is no longer followed, was stopped before it was accepted,
   *     or ended without a report
   */
  Report run(JsonNode input, BooleanSupplier isStopRequested) throws JobRefusedException {
    StartedJob job = stack.start(input);
    console.note("Started the job " + job.jobId());
    DescribeExecutionResponse execution = follow(job, isStopRequested);
    if (execution.status() == ExecutionStatus.RUNNING) {
      execution = stop(job);
    } else if (execution.status() == ExecutionStatus.ABORTED) {
      console.note("Another command or program has stopped the job.");
    }
    if (execution.status() == ExecutionStatus.ABORTED) {
      if (!new JobReports(stack.bucket()).isAccepted(job.jobId())) {
        throw CommandException.failed(CommandError.JOB_STOPPED_EARLY, job.jobId());
      }
      new ReportRebuild(stack).run(job.jobId());
    }
    if (execution.status() == ExecutionStatus.FAILED && "JobRejected".equals(execution.error())) {
      throw new JobRefusedException(JobErrors.read(String.valueOf(execution.cause())));
    }
    stack.recordDeliveries();
    DescribeExecutionResponse ended = execution;
    Report report =
        new CurrentReport(stack, console)
            .read(job.jobId())
            .orElseThrow(() -> notReported(job.jobId(), ended));
    stack.fileFailure().ifPresent(failure -> console.note("Warning: " + failure));
    return report;
  }

  private CommandException notReported(JobId jobId, DescribeExecutionResponse execution) {
    Optional<String> fileFailure = stack.fileFailure();
    if (fileFailure.isPresent() && !new JobReports(stack.bucket()).isAccepted(jobId)) {
      return CommandException.failed(CommandError.JOB_FAILED_EARLY, jobId, fileFailure.get());
    }
    return CommandException.failed(
        CommandError.JOB_WITHOUT_REPORT,
        jobId,
        fileFailure.orElseGet(
            () -> reason(execution) + "; its steps: " + stack.executionHistory(jobId)),
        jobId,
        stack.cliFlag());
  }

  /**
   * The error's name if it is one of Step Functions. Names of Java's classes say nothing to users.
   */
  private static String reason(DescribeExecutionResponse execution) {
    return Optional.ofNullable(execution.error())
        .filter(error -> error.matches("(States|Lambda)\\..*"))
        .map(error -> execution.statusAsString() + ", " + error)
        .orElse(execution.statusAsString());
  }

  /** Stops a job that would end with this process. A job on AWS continues. */
  private DescribeExecutionResponse stop(StartedJob job) {
    if (!stack.isEphemeral()) {
      throw CommandException.failed(
          CommandError.JOB_CONTINUES,
          job.jobId(),
          job.jobId(),
          stack.cliFlag(),
          job.jobId(),
          stack.cliFlag());
    }
    console.note(
        "Stopping the job after the users and letters in progress. Press Ctrl-C again to end"
            + " immediately.");
    stack
        .states()
        .stopExecution(
            request -> request.executionArn(job.executionArn()).cause("stopped by its operator"));
    return describe(job);
  }

  /**
   * Waits until the execution ends.
   *
   * @return the execution, which is still running if the job is to be stopped
   */
  private DescribeExecutionResponse follow(StartedJob job, BooleanSupplier isStopRequested) {
    try (ProgressDisplay display = ProgressDisplay.create(console)) {
      JobProgress progress = stack.progress(job.executionArn(), job.jobId());
      Instant lastResponse = SystemClock.INSTANCE.instant();
      while (true) {
        try {
          DescribeExecutionResponse execution = describe(job);
          if (execution.status() != ExecutionStatus.RUNNING || isStopRequested.getAsBoolean()) {
            return execution;
          }
          progress.read().ifPresent(display::show);
          lastResponse = SystemClock.INSTANCE.instant();
        } catch (SdkException | AwsException e) {
          requireTemporary(e, job.jobId(), lastResponse);
        }
        Thread.sleep(stack.pollInterval().toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandException.failed(CommandError.RUN_INTERRUPTED, job.jobId());
    }
  }

  private DescribeExecutionResponse describe(StartedJob job) {
    return stack.states().describeExecution(request -> request.executionArn(job.executionArn()));
  }

  /**
   * Allows network and server errors for {@link #OUTAGE_TIMEOUT}, because a job on AWS continues
   * meanwhile. Other errors, such as expired credentials, end the command.
   */
  private void requireTemporary(RuntimeException e, JobId jobId, Instant lastResponse) {
    if (stack.isEphemeral()) {
      throw e;
    }
    SdkException error = AwsErrors.find(e).orElseThrow(() -> e);
    boolean isPermanent =
        error instanceof AwsServiceException response && response.statusCode() < MIN_SERVER_ERROR;
    if (isPermanent || SystemClock.INSTANCE.instant().isAfter(lastResponse.plus(OUTAGE_TIMEOUT))) {
      throw CommandException.failed(
          CommandError.JOB_NOT_FOLLOWED,
          jobId,
          AwsErrors.translate(error).getMessage(),
          jobId,
          stack.cliFlag());
    }
  }
}

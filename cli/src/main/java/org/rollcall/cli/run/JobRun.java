package org.rollcall.cli.run;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.rollcall.aws.AwsException;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.report.CurrentReport;
import org.rollcall.cli.report.ReportCommand;
import org.rollcall.cli.report.ReportRebuild;
import org.rollcall.cli.stack.AwsErrors;
import org.rollcall.cli.stack.JobProgress;
import org.rollcall.cli.stack.JobRefusedException;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StartedJob;
import org.rollcall.error.Fault;
import org.rollcall.json.Json;
import org.rollcall.report.Report;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Starts a job as an execution of the state machine and follows it to its end. */
public final class JobRun {

  private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(2);

  private final Stack stack;
  private final SfnClient states;

  public JobRun(Stack stack) {
    this.stack = requireNonNull(stack, "stack is null");
    this.states = stack.states();
  }

  /** How an execution ended. */
  public sealed interface Result {}

  /** The input was refused. */
  public record Rejected(List<Fault> errors) implements Result {}

  /** The job came to its report, well or ill, or was stopped. */
  public record Reported(Report report) implements Result {}

  /** The execution ended without a report. */
  public record NotReported(String jobId, String error, String cause) implements Result {}

  /**
   * Runs a job.
   *
   * @param stop asked again and again whether the job is to be stopped
   */
  public Result run(JsonNode input, Console console, BooleanSupplier stop) {
    StartedJob started;
    try {
      started = stack.start(input);
    } catch (JobRefusedException e) {
      return new Rejected(e.faults());
    }
    String jobId = started.jobId();
    String arn = started.executionArn();
    console.note("Started the job " + jobId);
    DescribeExecutionResponse execution = follow(arn, jobId, console, stop);
    if (execution.status() == ExecutionStatus.RUNNING && !stack.endsJobs()) {
      throw CommandException.failure(
          "the job "
              + jobId
              + " goes on without being followed. To see its report later: ./rollcall report "
              + jobId
              + stack.option()
              + "; to stop it: aws stepfunctions stop-execution --execution-arn "
              + arn);
    }
    if (execution.status() == ExecutionStatus.RUNNING) {
      console.note(
          "Stopping the job; the users and letters in hand are being finished. Interrupt again to"
              + " end at once.");
      states.stopExecution(request -> request.executionArn(arn).cause("stopped by its operator"));
      execution = states.describeExecution(request -> request.executionArn(arn));
    }
    if (execution.status() == ExecutionStatus.ABORTED) {
      if (!ReportCommand.isAccepted(stack.bucket(), jobId)) {
        throw CommandException.failure(
            "the job " + jobId + " was stopped before it was accepted, and changed nothing.");
      }
      new ReportRebuild(stack).make(jobId);
    }
    if (execution.status() == ExecutionStatus.FAILED && "JobRejected".equals(execution.error())) {
      return new Rejected(faults(execution.cause()));
    }
    stack.recordDeliveries();
    Optional<Report> report = new CurrentReport(stack, console).read(jobId);
    return report.isPresent()
        ? new Reported(report.get())
        : new NotReported(
            jobId,
            Optional.ofNullable(execution.error()).orElse(execution.statusAsString()),
            Optional.ofNullable(execution.cause()).orElse(""));
  }

  /** The execution at its end, or while it runs if it is to be stopped. */
  private DescribeExecutionResponse follow(
      String arn, String jobId, Console console, BooleanSupplier stop) {
    try (ProgressDisplay display = ProgressDisplay.on(console)) {
      JobProgress progress = stack.progress(arn, jobId);
      Instant lastSeen = Instant.now();
      while (true) {
        try {
          DescribeExecutionResponse execution =
              states.describeExecution(request -> request.executionArn(arn));
          if (execution.status() != ExecutionStatus.RUNNING || stop.getAsBoolean()) {
            return execution;
          }
          progress.look().ifPresent(display::show);
          lastSeen = Instant.now();
        } catch (SdkException | AwsException e) {
          requireLittlePatience(e, jobId, lastSeen);
        }
        Thread.sleep(stack.patience().toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandException.failure(
          "following the job " + jobId + " was interrupted; it goes on.");
    }
  }

  /** A job on AWS goes on while the way to it is broken, or what it is asked with has expired. */
  private void requireLittlePatience(RuntimeException e, String jobId, Instant lastSeen) {
    if (stack.endsJobs()) {
      throw e;
    }
    SdkException awsError = AwsErrors.find(e).orElseThrow(() -> e);
    boolean isAnswer =
        awsError instanceof AwsServiceException refusal && refusal.statusCode() < 500;
    if (isAnswer || Instant.now().isAfter(lastSeen.plus(LONGEST_OUTAGE))) {
      throw CommandException.failure(
          "the job "
              + jobId
              + " was started and goes on, but cannot be followed: "
              + AwsErrors.sentence(awsError)
              + " Its report will be there by ./rollcall report "
              + jobId
              + stack.option());
    }
  }

  private static List<Fault> faults(String cause) {
    try {
      Map<String, List<Fault>> errors = Json.MAPPER.readValue(cause, new TypeReference<>() {});
      return errors.getOrDefault("errors", List.of());
    } catch (IOException e) {
      return List.of(new Fault("", cause));
    }
  }
}

package org.rollcall.cli;

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
import org.rollcall.cli.stack.AwsFault;
import org.rollcall.cli.stack.JobNotStarted;
import org.rollcall.cli.stack.Progress;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.Started;
import org.rollcall.error.Fault;
import org.rollcall.json.Json;
import org.rollcall.report.Report;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Starts a job as an execution of the state machine and follows it to its end. */
final class JobRun {

  private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(2);

  private final Stack stack;
  private final SfnClient states;

  JobRun(Stack stack) {
    this.stack = requireNonNull(stack, "stack is null");
    this.states = stack.states();
  }

  /** How an execution ended. */
  sealed interface Ended {}

  /** The input was refused. */
  record Rejected(List<Fault> faults) implements Ended {}

  /** The job came to its report, well or ill, or was stopped. */
  record Reported(Report report) implements Ended {}

  /** The execution ended without a report. */
  record Broken(String jobId, String error, String cause) implements Ended {}

  /**
   * Runs a job.
   *
   * @param stop asked again and again whether the job is to be stopped
   */
  Ended run(JsonNode input, Console console, BooleanSupplier stop) {
    Started started;
    try {
      started = stack.start(input);
    } catch (JobNotStarted e) {
      return new Rejected(e.faults());
    }
    String jobId = started.jobId();
    String arn = started.executionArn();
    console.note("Started the job " + jobId);
    DescribeExecutionResponse execution = follow(arn, jobId, console, stop);
    if (execution.status() == ExecutionStatus.RUNNING && !stack.endsJobs()) {
      throw Complaint.failure(
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
        throw Complaint.failure(
            "the job " + jobId + " was stopped before it was accepted, and changed nothing.");
      }
      new Remaking(stack).make(jobId);
    }
    if (execution.status() == ExecutionStatus.FAILED && "JobRejected".equals(execution.error())) {
      return new Rejected(faults(execution.cause()));
    }
    stack.recordDeliveries();
    Optional<Report> report = new FreshReport(stack, console).read(jobId);
    return report.isPresent()
        ? new Reported(report.get())
        : new Broken(
            jobId,
            Optional.ofNullable(execution.error()).orElse(execution.statusAsString()),
            Optional.ofNullable(execution.cause()).orElse(""));
  }

  /** The execution at its end, or while it runs if it is to be stopped. */
  private DescribeExecutionResponse follow(
      String arn, String jobId, Console console, BooleanSupplier stop) {
    try (ProgressDisplay display = ProgressDisplay.on(console)) {
      Progress progress = stack.progress(arn, jobId);
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
        } catch (SdkException e) {
          requireLittlePatience(e, jobId, lastSeen);
        }
        Thread.sleep(stack.patience().toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Complaint.failure("following the job " + jobId + " was interrupted; it goes on.");
    }
  }

  /** A job on AWS goes on while the way to it is broken, or what it is asked with has expired. */
  private void requireLittlePatience(SdkException e, String jobId, Instant lastSeen) {
    if (stack.endsJobs()) {
      throw e;
    }
    boolean isAnswer = e instanceof AwsServiceException refusal && refusal.statusCode() < 500;
    if (isAnswer || Instant.now().isAfter(lastSeen.plus(LONGEST_OUTAGE))) {
      throw Complaint.failure(
          "the job "
              + jobId
              + " was started and goes on, but cannot be followed: "
              + AwsFault.sentence(e)
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

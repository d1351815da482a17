package org.rollcall.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.rollcall.aws.Bucket;
import org.rollcall.job.JobId;
import org.rollcall.json.Fault;
import org.rollcall.json.Json;
import org.rollcall.report.Report;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Starts a job as an execution of the state machine and follows it to its end. */
final class JobRun {

  private static final long PAUSE_MILLIS = 100;

  private final SfnClient states;
  private final String stateMachineArn;
  private final Bucket bucket;
  private final Remaking remaking;
  private final Runnable mail;

  /**
   * What jobs are run with.
   *
   * @param mail waits until what became of the letters is known, as far as it ever will be
   */
  JobRun(
      SfnClient states, String stateMachineArn, Bucket bucket, Remaking remaking, Runnable mail) {
    this.states = states;
    this.stateMachineArn = stateMachineArn;
    this.bucket = bucket;
    this.remaking = remaking;
    this.mail = mail;
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
    String jobId = JobId.of(input, Instant.now());
    String arn =
        states
            .startExecution(
                request ->
                    request.stateMachineArn(stateMachineArn).name(jobId).input(Json.text(input)))
            .executionArn();
    console.note("Started the job " + jobId);
    DescribeExecutionResponse execution = follow(arn, jobId, console, stop);
    if (execution.status() == ExecutionStatus.RUNNING) {
      console.note(
          "Stopping the job; the users and letters in hand are being finished. Interrupt again to"
              + " end at once.");
      states.stopExecution(request -> request.executionArn(arn).cause("stopped by its operator"));
      execution = states.describeExecution(request -> request.executionArn(arn));
    }
    if (execution.status() == ExecutionStatus.ABORTED) {
      if (!ReportCommand.isAccepted(bucket, jobId)) {
        throw Complaint.failure(
            "the job " + jobId + " was stopped before it was accepted, and changed nothing.");
      }
      remaking.make(jobId);
    }
    if (execution.status() == ExecutionStatus.FAILED && "JobRejected".equals(execution.error())) {
      return new Rejected(faults(execution.cause()));
    }
    mail.run();
    Optional<Report> report = new FreshReport(bucket, () -> remaking).read(jobId);
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
      LedgerProgress progress = new LedgerProgress(bucket, jobId);
      while (true) {
        DescribeExecutionResponse execution =
            states.describeExecution(request -> request.executionArn(arn));
        if (execution.status() != ExecutionStatus.RUNNING || stop.getAsBoolean()) {
          return execution;
        }
        progress.look().ifPresent(display::show);
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Complaint.failure("following the job " + jobId + " was interrupted; it goes on.");
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

package org.rollcall.cli.stack;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.rollcall.id.JobId;
import org.rollcall.json.Json;
import org.rollcall.start.Executions;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;

/** A job that was started. */
public record StartedJob(JobId jobId, String executionArn) {

  public StartedJob {
    requireNonNull(jobId, "jobId is null");
    requireNonNull(executionArn, "executionArn is null");
  }

  /**
   * Starts an execution of a state machine, under a new name, which is the job's id.
   *
   * @throws StackException if it is not known whether it has started
   * @throws software.amazon.awssdk.services.sfn.model.SfnException if it surely has not
   */
  static StartedJob execution(SfnClient states, String stateMachineArn, JsonNode input) {
    JobId jobId = JobId.generate(input, Instant.now());
    try {
      String arn = new Executions(states, stateMachineArn).start(jobId, Json.text(input));
      return new StartedJob(jobId, arn);
    } catch (Executions.NotStarted e) {
      throw e.refusal();
    } catch (Executions.StartUnclear e) {
      String why = e.getCause() instanceof SdkException fault ? AwsErrors.sentence(fault) : "";
      throw StackException.failed(
          "it is not known whether the job %s has started. Look for it among the executions before you start it again. %s"
              .formatted(jobId, why));
    }
  }
}

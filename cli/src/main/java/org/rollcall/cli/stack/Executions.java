package org.rollcall.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.rollcall.job.JobId;
import org.rollcall.json.Json;
import software.amazon.awssdk.services.sfn.SfnClient;

/** The executions of a state machine, of which each is a job. */
final class Executions {

  private Executions() {}

  /** Starts one, under a new name. */
  static Started start(SfnClient states, String stateMachineArn, JsonNode input) {
    String jobId = JobId.of(input, Instant.now());
    String arn =
        states
            .startExecution(
                request ->
                    request.stateMachineArn(stateMachineArn).name(jobId).input(Json.text(input)))
            .executionArn();
    return new Started(jobId, arn);
  }
}

package org.rollcall.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import org.rollcall.cli.command.CommandException;
import org.rollcall.id.JobId;
import org.rollcall.json.Json;
import org.rollcall.start.Executions;
import org.rollcall.time.SystemClock;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;

/** A job that was started. */
public record StartedJob(JobId jobId, String executionArn) {

  /**
   * Starts an execution of a state machine. The execution's name is a new job ID.
   *
   * @throws CommandException with {@link StackError#START_UNKNOWN} if the result is unknown
   * @throws software.amazon.awssdk.services.sfn.model.SfnException if Step Functions did not start
   *     it
   */
  static StartedJob start(SfnClient states, String stateMachineArn, JsonNode input) {
    JobId jobId = JobId.generate(input, SystemClock.INSTANCE.instant());
    try {
      String arn = new Executions(states, stateMachineArn).start(jobId, Json.text(input));
      return new StartedJob(jobId, arn);
    } catch (Executions.ExecutionNotStartedException e) {
      throw e.error();
    } catch (Executions.ExecutionStartUnknownException e) {
      String reason =
          e.getCause() instanceof SdkException cause ? AwsErrors.translate(cause).getMessage() : "";
      throw CommandException.failed(StackError.START_UNKNOWN, jobId, reason);
    }
  }
}

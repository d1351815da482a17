package org.rollcall.cli.console.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.util.Optional;
import org.rollcall.cli.stack.Stack;
import org.rollcall.id.JobId;
import org.rollcall.json.Json;
import org.rollcall.start.Executions;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * A job's execution.
 *
 * @param arn its ARN
 * @param started when it started
 * @param ended when it ended; empty if it is running
 * @param error the name of its error; empty if it has none
 * @param cause the error's cause; empty if it has none
 * @param input the job's input as it was given
 */
public record ExecutionState(
    String arn,
    ExecutionStatus status,
    Instant started,
    Optional<Instant> ended,
    Optional<String> error,
    String cause,
    String input) {

  /** The execution; empty if Step Functions does not know it any more. */
  public static Optional<ExecutionState> find(Stack stack, JobId id) {
    return new Executions(stack.states(), stack.stateMachineArn())
        .describe(id)
        .map(ExecutionState::of);
  }

  private static ExecutionState of(DescribeExecutionResponse found) {
    return new ExecutionState(
        found.executionArn(),
        found.status(),
        found.startDate(),
        Optional.ofNullable(found.stopDate()),
        Optional.ofNullable(found.error()),
        Optional.ofNullable(found.cause()).orElse(""),
        Optional.ofNullable(found.input()).orElse(""));
  }

  public boolean isRunning() {
    return status == ExecutionStatus.RUNNING;
  }

  boolean isStopped() {
    return status == ExecutionStatus.ABORTED;
  }

  public boolean isSucceeded() {
    return status == ExecutionStatus.SUCCEEDED;
  }

  /** Whether the input is one of a new job, and not of one that goes on with an earlier job. */
  boolean hasSet() {
    try {
      return Json.MAPPER.readTree(input).has("set");
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  public boolean isRejected() {
    return error.filter("JobRejected"::equals).isPresent();
  }
}

package org.rollcall.local.aws;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * Starts jobs and follows them to their ends.
 *
 * @param stateMachine its ARN
 */
record JobRunner(SfnClient states, String stateMachine) {

  /** A container's first job waits for its functions' images. */
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  private static final long BETWEEN_LOOKS = Duration.ofMillis(100).toNanos();

  JobRunner {
    requireNonNull(states, "states is null");
    requireNonNull(stateMachine, "stateMachine is null");
  }

  /** Runs a job to its end. The execution's name is the job's id. */
  DescribeExecutionResponse run(String input) {
    String arn =
        states
            .startExecution(
                start ->
                    start
                        .stateMachineArn(stateMachine)
                        .name("job-" + UUID.randomUUID())
                        .input(input))
            .executionArn();
    Instant deadline = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(deadline)) {
      DescribeExecutionResponse execution =
          states.describeExecution(describe -> describe.executionArn(arn));
      if (execution.status() != ExecutionStatus.RUNNING) {
        return execution;
      }
      LockSupport.parkNanos(BETWEEN_LOOKS);
    }
    throw new AssertionError("the job has not ended in " + PATIENCE);
  }
}

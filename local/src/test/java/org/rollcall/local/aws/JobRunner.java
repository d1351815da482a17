package org.rollcall.local.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * Runs jobs until their end.
 *
 * @param stateMachine the ARN of the state machine
 * @param beforeStart sets the definition of the state machine
 */
record JobRunner(SfnClient states, String stateMachine, Runnable beforeStart) {

  /** Runs jobs of a state machine whose definition does not change. */
  JobRunner(SfnClient states, String stateMachine) {
    this(states, stateMachine, () -> {});
  }

  /** Long, because the first job in a container waits for the functions' images. */
  private static final Duration TIMEOUT = Duration.ofMinutes(20);

  private static final long POLL_INTERVAL_NANOS = Duration.ofMillis(100).toNanos();

  /** Runs a job until its end. The execution's name is the job's ID. */
  DescribeExecutionResponse run(String input) {
    beforeStart.run();
    String arn =
        states
            .startExecution(
                start ->
                    start
                        .stateMachineArn(stateMachine)
                        .name("job-" + UUID.randomUUID())
                        .input(input))
            .executionArn();
    Instant deadline = Instant.now().plus(TIMEOUT);
    while (Instant.now().isBefore(deadline)) {
      DescribeExecutionResponse execution =
          states.describeExecution(describe -> describe.executionArn(arn));
      if (execution.status() != ExecutionStatus.RUNNING) {
        return execution;
      }
      LockSupport.parkNanos(POLL_INTERVAL_NANOS);
    }
    throw new AssertionError("the job has not ended within " + TIMEOUT);
  }
}

package org.rollcall.local;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rollcall.RecordCopy;
import org.rollcall.lambda.Wiring;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * Step Functions that gives the same answer about every execution.
 *
 * @param status empty if the execution does not exist
 */
record OneExecution(Optional<ExecutionStatus> status, @Nullable Instant stopDate)
    implements SfnClient {

  static Wiring running(Wiring wiring) {
    return in(wiring, new OneExecution(Optional.of(ExecutionStatus.RUNNING), null));
  }

  static Wiring ended(Wiring wiring, ExecutionStatus status, Instant stopDate) {
    return in(wiring, new OneExecution(Optional.of(status), stopDate));
  }

  /** A wiring in which Step Functions has deleted all executions. */
  static Wiring deleted(Wiring wiring) {
    return in(wiring, new OneExecution(Optional.empty(), null));
  }

  private static Wiring in(Wiring wiring, SfnClient client) {
    return RecordCopy.with(wiring, "stepFunctions", (Supplier<SfnClient>) () -> client);
  }

  @Override
  public DescribeExecutionResponse describeExecution(DescribeExecutionRequest request) {
    return DescribeExecutionResponse.builder()
        .status(status.orElseThrow(() -> ExecutionDoesNotExistException.builder().build()))
        .stopDate(stopDate)
        .build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}

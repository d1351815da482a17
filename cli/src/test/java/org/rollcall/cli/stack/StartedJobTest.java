package org.rollcall.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.json.Json;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;

/** Jobs that are started with Step Functions. */
class StartedJobTest {

  private static final String MACHINE = "arn:aws:states:us-east-1:000000000000:stateMachine:jobs";
  private static final ObjectNode INPUT = Json.MAPPER.createObjectNode().put("job_name", "Mine");

  /** A Step Functions client that starts nothing. */
  private record FailingClient(RuntimeException failure) implements SfnClient {

    @Override
    public StartExecutionResponse startExecution(StartExecutionRequest request) {
      throw failure;
    }

    @Override
    public String serviceName() {
      return "states";
    }

    @Override
    public void close() {}
  }

  private static StartedJob start(RuntimeException failure) {
    return StartedJob.start(new FailingClient(failure), MACHINE, INPUT);
  }

  @Test
  void start_withoutAResponse_shouldNameTheJob() {
    assertThatExceptionOfType(CommandException.class)
        .isThrownBy(() -> start(SdkClientException.create("no response")))
        .withMessageMatching(
            "it is unknown whether the job \\d{8}-\\d{6}-mine-\\S+ was started \\(the call to AWS"
                + " failed: no response\\.\\)\\. Check the stack's executions before you start it"
                + " again\\.")
        .satisfies(error -> assertThat(error.code()).isEqualTo(StackError.START_UNKNOWN))
        .satisfies(error -> assertThat(error.exitCode()).isEqualTo(ExitCode.FAILED));
  }

  @Test
  void execution_thatExistsWithTheNewName_shouldBeTheJob() {
    StartedJob started = start(ExecutionAlreadyExistsException.builder().statusCode(400).build());

    assertThat(started.executionArn())
        .isEqualTo("arn:aws:states:us-east-1:000000000000:execution:jobs:" + started.jobId());
  }

  @Test
  void refusal_byStepFunctions_shouldBeThrown() {
    SfnException refusal = (SfnException) SfnException.builder().statusCode(400).build();

    assertThatExceptionOfType(SfnException.class)
        .isThrownBy(() -> start(refusal))
        .isSameAs(refusal);
  }
}

package org.rollcall.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.rollcall.json.Json;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;

/** A job that is started by Step Functions itself. */
class StartedJobTest {

  private static final String MACHINE = "arn:aws:states:us-east-1:000000000000:stateMachine:jobs";
  private static final ObjectNode INPUT = Json.MAPPER.createObjectNode().put("job_name", "Mine");

  /** Step Functions that starts nothing. */
  private record Failing(RuntimeException failure) implements SfnClient {

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
    return StartedJob.execution(new Failing(failure), MACHINE, INPUT);
  }

  @Test
  void startOfWhichNothingIsHeard_shouldNameTheJob() {
    assertThatExceptionOfType(StackException.class)
        .isThrownBy(() -> start(SdkClientException.create("no answer")))
        .withMessageMatching(
            "it is not known whether the job \\d{8}-\\d{6}-mine-\\S+ has started\\. Look for it among"
                + " the executions before you start it again\\. AWS could not be asked: no answer\\.")
        .satisfies(fault -> assertThat(fault.isMissing()).isFalse());
  }

  @Test
  void executionThatIsThereUnderTheNewName_shouldBeTheJob() {
    StartedJob started = start(ExecutionAlreadyExistsException.builder().statusCode(400).build());

    assertThat(started.executionArn())
        .isEqualTo("arn:aws:states:us-east-1:000000000000:execution:jobs:" + started.jobId());
  }

  @Test
  void refusal_shouldBeAwss() {
    SfnException refusal = (SfnException) SfnException.builder().statusCode(400).build();

    assertThatExceptionOfType(SfnException.class)
        .isThrownBy(() -> start(refusal))
        .isSameAs(refusal);
  }
}

package org.rollcall.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.id.JobId;
import org.rollcall.start.Executions.ExecutionNotStartedException;
import org.rollcall.start.Executions.ExecutionStartUnknownException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;

/** Starting an execution, by the response of Step Functions. */
class ExecutionsTest {

  private static final String MACHINE =
      "arn:aws-cn:states:cn-north-1:123456789012:stateMachine:rollcall-update-notify-users";
  private static final String EXECUTION =
      "arn:aws-cn:states:cn-north-1:123456789012:execution:rollcall-update-notify-users:job-1";

  private static Executions failing(SdkException failure) {
    return new Executions(
        new SfnClient() {
          @Override
          public StartExecutionResponse startExecution(StartExecutionRequest request) {
            throw failure;
          }

          @Override
          public String serviceName() {
            return SERVICE_NAME;
          }

          @Override
          public void close() {}
        },
        MACHINE);
  }

  private static SdkException error(int status, String code) {
    return SfnException.builder()
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
        .build();
  }

  @Test
  void execution_thatAlreadyExists_shouldBeReturned() throws Exception {
    SdkException exists =
        (SdkException) ExecutionAlreadyExistsException.builder().statusCode(400).build();

    assertThat(failing(exists).start(new JobId("job-1"), "{}")).isEqualTo(EXECUTION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AccessDeniedException", "ThrottlingException", "InvalidName"})
  void execution_thatIsRejected_shouldBeReportedAsNotStarted(String code) {
    SdkException rejection = error(400, code);

    assertThatExceptionOfType(ExecutionNotStartedException.class)
        .isThrownBy(() -> failing(rejection).start(new JobId("job-1"), "{}"))
        .satisfies(
            e -> {
              assertThat(e.error()).isSameAs(rejection);
              assertThat(e.code()).isEqualTo(code);
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503})
  void execution_afterAServerError_shouldBeReportedAsUnknown(int status) {
    SdkException failure = error(status, "ServiceUnavailable");

    assertThatExceptionOfType(ExecutionStartUnknownException.class)
        .isThrownBy(() -> failing(failure).start(new JobId("job-1"), "{}"))
        .withCause(failure);
  }

  @Test
  void execution_withoutAResponse_shouldBeReportedAsUnknown() {
    SdkException failure = ApiCallTimeoutException.create(20_000);

    assertThatExceptionOfType(ExecutionStartUnknownException.class)
        .isThrownBy(() -> failing(failure).start(new JobId("job-1"), "{}"))
        .withCause(failure);
  }

  @Test
  void attempt_withoutAResponse_shouldLeaveTimeForTwoMore() {
    Duration all = Executions.clientConfiguration().apiCallTimeout().orElseThrow();

    assertThat(
            Executions.clientConfiguration().apiCallAttemptTimeout().orElseThrow().multipliedBy(3))
        .isLessThan(all);
  }
}

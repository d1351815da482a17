package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.local.StartJobFixture.JOB;
import static org.rollcall.local.StartJobFixture.MANAGER;
import static org.rollcall.local.StartJobFixture.event;
import static org.rollcall.local.StartJobFixture.naming;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.Given;
import org.rollcall.json.Json;
import org.rollcall.lambda.StartJob;
import org.rollcall.lambda.Wiring;
import org.rollcall.local.StartJobFixture.Response;
import org.rollcall.local.packaged.InvocationResult;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.SfnException;

/** Starts of jobs while services of AWS fail. */
class StartJobErrorFlowTest {

  @TempDir static Path folder;
  private static TestLibrary library;
  private static StartJobFixture jobs;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder);
    jobs = new StartJobFixture(library);
  }

  @AfterAll
  static void close() {
    jobs.close();
  }

  @ParameterizedTest
  @CsvSource({
    "AccessDeniedException, 400, 502, did not start the job (AccessDeniedException)",
    "StateMachineDoesNotExist, 400, 502, did not start the job (StateMachineDoesNotExist)",
    "ThrottlingException, 400, 503, is too busy to start a job",
    "ExecutionLimitExceeded, 400, 503, is too busy to start a job",
    "InternalServerError, 500, 504, it is not known whether the job 2",
    "ServiceUnavailable, 503, 504, it is not known whether the job 2"
  })
  void errorOfStepFunctions_shouldBeReportedWithoutPersonalData(
      String code, int status, int expectedStatus, String message) {
    Wiring wiring =
        FaultyClient.forStepFunctions(
            library.wiring(),
            request -> {
              throw SfnException.builder()
                  .message("User: " + MANAGER + " is not authorized")
                  .statusCode(status)
                  .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                  .build();
            });

    Response response = StartJobFixture.start(wiring, event(MANAGER, Given.jsonText(JOB)));

    assertThat(response.status()).isEqualTo(expectedStatus);
    assertThat(response.error()).contains(message).doesNotContain("the.manager");
  }

  @Test
  void unreachableStepFunctions_shouldBeReportedAsUnknownResult() {
    Wiring wiring =
        FaultyClient.forStepFunctions(
            library.wiring(),
            request -> {
              throw SdkClientException.create("timed out");
            });

    Response response = StartJobFixture.start(wiring, event(MANAGER, Given.jsonText(JOB)));

    assertThat(response.status()).isEqualTo(504);
  }

  /** The SDK retries even if only the response was lost. The job may have ended by then. */
  @Test
  void startRetriedByTheSdk_shouldReturnTheExistingExecution() {
    Wiring wiring =
        FaultyClient.forStepFunctions(
            library.wiring(),
            request -> {
              throw ExecutionAlreadyExistsException.builder().statusCode(400).build();
            });

    Response response = StartJobFixture.start(wiring, event(MANAGER, Given.jsonText(JOB)));

    assertThat(response.body().path("execution_arn").asText())
        .isEqualTo(
            library
                    .run(naming(TestLibrary.MANAGER))
                    .execution()
                    .executionArn()
                    .replaceFirst("[^:]+$", "")
                + response.jobId());
  }

  @Test
  void errorOfTheTable_shouldContainNoPersonalData() {
    Wiring wiring =
        FaultyClient.forDynamoDb(
            library.wiring(),
            request -> {
              throw DynamoDbException.builder().message(MANAGER + " sam").build();
            });

    InvocationResult outcome =
        InvocationResult.invoke(
            new StartJob(wiring), Json.bytes(event(MANAGER, Given.jsonText(JOB))));

    assertThat(outcome.errorType()).contains("org.rollcall.lambda.FunctionFailedException");
    assertThat(outcome.text()).contains("DynamoDbException").doesNotContain("manager", "sam");
  }
}

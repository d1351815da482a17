package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.Given;
import org.rollcall.RecordCopy;
import org.rollcall.aws.ConcurrencyQuota;
import org.rollcall.aws.LambdaQuota;
import org.rollcall.lambda.PrepareJob;
import org.rollcall.local.endpoint.AwsEndpoint;
import org.rollcall.local.endpoint.ServiceException;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.StateMachineListItem;

/** What the served stack answers to operations that jobs do not need. */
class ServedServicesTest {

  private static final String UNKNOWN_USER = "{\"primary_id\": \"nobody\", \"password\": \"p\"}";

  @TempDir static Path folder;
  static TestLibrary library;
  static ServedStack served;

  @BeforeAll
  static void serve() {
    library = TestLibrary.empty(folder);
    served = library.serve();
  }

  @AfterAll
  static void close() {
    library.close();
  }

  private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      B builder) {
    return builder
        .endpointOverride(served.services())
        .region(Region.US_EAST_1)
        .credentialsProvider(served.key().credentials())
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  private static InvokeResponse invoke(String function, String type, String payload) {
    try (LambdaClient lambda = client(LambdaClient.builder())) {
      return lambda.invoke(
          request ->
              request
                  .functionName(function)
                  .invocationType(type)
                  .payload(SdkBytes.fromUtf8String(payload)));
    }
  }

  private static HttpResponse<String> send(String method, String path, String type, String body)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(served.services().resolve(path))
                .header(
                    "Authorization",
                    "AWS4-HMAC-SHA256 Credential=" + served.key().id() + "/x, Signature=0")
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static String sts(String action) throws IOException, InterruptedException {
    return send(
            "POST",
            "/",
            "application/x-www-form-urlencoded; charset=utf-8",
            "Action=" + action + "&Version=2011-06-15")
        .body();
  }

  @Test
  void callerIdentity_shouldBeTheUserOfTheLocalStack() throws Exception {
    assertThat(sts("GetCallerIdentity"))
        .contains(
            "<GetCallerIdentityResult>",
            "<Arn>arn:aws:iam::000000000000:user/rollcall-local</Arn>",
            "<Account>000000000000</Account>",
            "<UserId>rollcall-local</UserId>");
    assertThat(sts("AssumeRole")).contains("The local STS does not support AssumeRole.");
  }

  @Test
  void environment_shouldKeepClientsFromAddingHostPrefixes() {
    assertThat(served.environment()).containsEntry("AWS_DISABLE_HOST_PREFIX_INJECTION", "true");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v2/email/account",
    "GET, /schedules?NamePrefix=x",
    "POST, /schedules/nightly",
    "PUT, /2015-03-31/no-such-operation",
    "DELETE, /2015-03-31/functions/PrepareJob"
  })
  void operationThatDoesNotExist_shouldBeAJsonError(String method, String path) throws Exception {
    HttpResponse<String> response = send(method, path, "application/json", "");

    assertThat(response.statusCode()).isBetween(400, 499);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(response.headers().firstValue("X-Amzn-ErrorType"))
        .hasValue("UnknownOperationException");
    assertThat(Given.json(response.body()).path("message").asText()).startsWith("The local ");
  }

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void eventInvocation_shouldBeAcceptedAndRun() {
    library.load(Patron.external("kim"));
    String id = "event-invocation";
    String job =
        """
        {"job_id": "%s", "started": "%s", "input": {"initiated_by": "user.manager",
          "set": {"members": ["kim"]}, "changes": {"account_type": {"value": "INTERNAL"}}}}
        """
            .formatted(id, library.wiring().clock().instant());

    InvokeResponse answer = invoke("PrepareJob", "Event", job);

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.payload().asUtf8String()).isEmpty();
    assertThat(answer.functionError()).isNull();
    while (library.wiring().bucket().get("jobs/" + id + "/job.json").isEmpty()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void eventInvocation_thatFails_shouldBeAcceptedAsInLambda() {
    InvokeResponse answer = invoke("ReportJob", "Event", "{\"job_id\": \"unknown-job\"}");

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.functionError()).isNull();
  }

  @Test
  void dryRun_shouldCheckTheFunctionAndRunNothing() {
    InvokeResponse answer = invoke("CheckCredential:live", "DryRun", UNKNOWN_USER);

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.payload().asUtf8String()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"Event", "DryRun", "RequestResponse"})
  void unknownFunction_shouldBeAnErrorOfTheCall(String type) {
    assertThatExceptionOfType(ResourceNotFoundException.class)
        .isThrownBy(() -> invoke("CheckCredentials", type, UNKNOWN_USER))
        .withMessageContaining("Function not found: CheckCredentials");
  }

  @Test
  void unknownInvocationType_shouldBeAnErrorOfTheCall() {
    assertThatExceptionOfType(LambdaException.class)
        .isThrownBy(() -> invoke("CheckCredential", "Later", UNKNOWN_USER))
        .withMessageContaining("RequestResponse, Event or DryRun");
    assertThat(InvocationType.knownValues()).hasSize(3);
  }

  @Test
  void quota_shouldBeTheAccounts() {
    try (LambdaClient lambda = client(LambdaClient.builder())) {
      assertThat(new LambdaQuota(() -> lambda).executions())
          .hasValue(LambdaService.CONCURRENT_EXECUTIONS);
    }
  }

  @ParameterizedTest
  @CsvSource({"403, AccessDeniedException", "404, UnknownOperationException"})
  void quotaThatIsDeniedOrUnsupported_shouldBeUnknown(int status, String code) {
    try (AwsEndpoint endpoint =
            AwsEndpoint.start(0, served.key())
                .addRestService(
                    LambdaService.ACCOUNT_VERSION,
                    (request, body) -> {
                      throw new ServiceException(status, code, "no");
                    });
        LambdaClient lambda =
            LambdaClient.builder()
                .endpointOverride(endpoint.uri())
                .region(Region.US_EAST_1)
                .credentialsProvider(endpoint.credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
      assertThat(new LambdaQuota(() -> lambda).executions()).isEmpty();
    }
  }

  @Test
  void jobInAnAccountWithTenConcurrentFunctions_shouldHaveEightLanes() {
    library.load(Patron.external("lou"));
    ConcurrencyQuota ten = () -> OptionalInt.of(10);
    JsonNode prepared =
        TestLibrary.invoke(
            new PrepareJob(
                RecordCopy.with(
                    TestLibrary.withSetting(library.wiring(), "maxConcurrencyWithoutLetters", 40),
                    "concurrency",
                    ten)),
            """
            {"job_id": "ten-functions", "started": "%s", "input": {"initiated_by": "user.manager",
              "set": {"members": ["lou"]}, "changes": {"account_type": {"value": "INTERNAL"}}}}
            """
                .formatted(library.wiring().clock().instant()));

    assertThat(prepared.path("max_concurrency").intValue()).isEqualTo(8);
  }

  @Test
  void scheduledJob_shouldBeStartedOnceForEachDueTime() {
    library.load(Patron.external("noa"));
    String schedule = StackSettings.SCHEDULE_STATE_MACHINE.stateMachineArn();
    String input =
        """
        {"due": "2026-11-22T02:30:00Z", "job": {"job_name": "Étudiants (2026)!",
          "initiated_by": "user.manager", "set": {"members": ["noa"]},
          "changes": {"account_type": {"value": "INTERNAL"}}}}
        """;
    try (SfnClient states = client(SfnClient.builder())) {
      assertThat(states.listStateMachines().stateMachines())
          .extracting(StateMachineListItem::stateMachineArn)
          .containsExactly(StackSettings.STATE_MACHINE.stateMachineArn(), schedule);

      assertThat(lastState(states, run(states, schedule, input))).isEqualTo("Started");
      List<String> jobs =
          states
              .listExecutions(
                  list -> list.stateMachineArn(StackSettings.STATE_MACHINE.stateMachineArn()))
              .executions()
              .stream()
              .map(execution -> execution.name())
              .filter(name -> name.startsWith("20261122-023000-"))
              .toList();
      assertThat(jobs)
          .singleElement()
          .asInstanceOf(STRING)
          .matches("20261122-023000-tudiants-2026-[0-9a-f]{12}");
      assertThat(library.await(jobs.get(0)).status()).isEqualTo("COMPLETED_SUCCESS");

      assertThat(lastState(states, run(states, schedule, input))).isEqualTo("Started before");
    }
  }

  /** Runs an execution until its end. */
  private static DescribeExecutionResponse run(SfnClient states, String machine, String input) {
    String arn =
        states.startExecution(start -> start.stateMachineArn(machine).input(input)).executionArn();
    DescribeExecutionResponse execution;
    do {
      Thread.onSpinWait();
      execution = states.describeExecution(describe -> describe.executionArn(arn));
    } while (execution.status() == ExecutionStatus.RUNNING);
    return execution;
  }

  private static String lastState(SfnClient states, DescribeExecutionResponse execution) {
    assertThat(execution.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    return states
        .getExecutionHistory(of -> of.executionArn(execution.executionArn()).reverseOrder(true))
        .events()
        .stream()
        .filter(event -> event.stateEnteredEventDetails() != null)
        .findFirst()
        .orElseThrow()
        .stateEnteredEventDetails()
        .name();
  }

  @Test
  void scheduledJob_withoutAJobName_shouldHaveAName() {
    Map<String, String> inputs =
        Map.of("due", "2026-11-23T02:30:00Z", "job", "{\"initiated_by\": \"user.manager\"}");
    try (SfnClient states = client(SfnClient.builder())) {
      DescribeExecutionResponse started =
          run(
              states,
              StackSettings.SCHEDULE_STATE_MACHINE.stateMachineArn(),
              "{\"due\": \"%s\", \"job\": %s}".formatted(inputs.get("due"), inputs.get("job")));
      assertThat(started.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }
  }
}

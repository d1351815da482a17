package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.json.Json;
import org.rollcall.lambda.PrepareJob;
import org.rollcall.lambda.Settings;
import org.rollcall.lambda.StartJob;
import org.rollcall.lambda.Wiring;
import org.rollcall.local.admin.Erasure;
import org.rollcall.local.packaged.InvocationResult;
import org.rollcall.prepare.StartPolicy;
import org.rollcall.user.PrimaryId;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.SfnException;

/** Jobs that are started through StartJob, and stacks that accept only such jobs. */
class StartJobFlowTest {

  private static final String MANAGER = "arn:aws:iam::123456789012:user/library/the.manager";
  private static final String ADMINISTRATOR =
      "arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Librarians_0a1b/admin@example.edu";

  private static final String JOB =
      """
      {'job_name': 'Lapsed', 'set': {'members': ['sam']}, 'limits': {'max_users': 5},
       'changes': {'status': {'value': 'INACTIVE'}}}
      """;

  @TempDir static Path folder;
  private static final SettableClock CLOCK = new SettableClock();
  private static TestLibrary library;
  private static StateMachineRunner requiringIdentity;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder, CLOCK);
    library.load(
        identified(TestLibrary.MANAGER, "21", MANAGER),
        identified(TestLibrary.ADMINISTRATOR, "50", ADMINISTRATOR),
        Patron.external("sam"),
        Patron.external("broken")
            .with("expiry_date", "never")
            .withJson("user_identifier", "{'id_type': 'AWS_PRINCIPAL', 'value': ['x']}"),
        Patron.external("odd")
            .withJson(
                "user_identifier",
                "['x', 7, null, {}, {'value': 'x'}, {'id_type': 'AWS_PRINCIPAL', 'value': {}}]"));
    loadInvalidItem();
    requiringIdentity = library.stateMachine(requiringIdentity(library.wiring(), Optional.empty()));
  }

  private static void loadInvalidItem() {
    Wiring wiring = library.wiring();
    wiring
        .dynamoDb()
        .putItem(
            put ->
                put.tableName(wiring.settings().tableName())
                    .item(
                        Map.of(
                            "primary_id", AttributeValue.fromS("strange"),
                            "rollcall", AttributeValue.fromS("strange"),
                            "user_identifier", AttributeValue.fromS("strange"))));
  }

  @AfterEach
  void resetClock() {
    CLOCK.reset();
  }

  @AfterAll
  static void close() {
    requiringIdentity.close();
    library.close();
  }

  private static Patron identified(String id, String role, String arn) {
    return Patron.withRole(role, id).withJson("user_identifier", identifier(arn, "ACTIVE"));
  }

  private static String identifier(String arn, String status) {
    return "[{'id_type': {'value': 'AWS_PRINCIPAL'}, 'value': '%s', 'status': '%s'}]"
        .formatted(arn, status);
  }

  /** The wiring of a stack that accepts jobs only by identity. */
  private static Wiring requiringIdentity(Wiring wiring, Optional<JsonNode> scheduledJob) {
    return withStartPolicy(wiring, Optional.of(new StartPolicy(true, scheduledJob)));
  }

  private static Wiring withStartPolicy(Wiring wiring, Optional<StartPolicy> gate) {
    Settings settings = wiring.settings();
    return FaultyClient.withSettings(
        wiring,
        new Settings(
            settings.tableName(),
            settings.bucketName(),
            settings.passwordKeyId(),
            settings.sender(),
            settings.configurationSet(),
            settings.credentialLifetime(),
            settings.maxConcurrency(),
            gate,
            settings.stateMachineArn()));
  }

  /** The wiring with the state machine of a stack that accepts jobs only by identity. */
  private static Wiring startingByIdentity() {
    Wiring wiring = library.wiring();
    return new Wiring(
        wiring.settings(),
        wiring.dynamoDb(),
        wiring.s3(),
        wiring.ses(),
        wiring.kms(),
        requiringIdentity.states(),
        wiring.clock(),
        wiring.sleeper());
  }

  /** The response of the function's URL. */
  private record Response(int status, String allow, JsonNode body) {

    static Response of(JsonNode response) {
      assertThat(response.at("/headers/content-type").asText()).isEqualTo("application/json");
      return new Response(
          response.path("statusCode").asInt(),
          response.at("/headers/allow").asText(),
          TestLibrary.parse(response.path("body").asText()));
    }

    String jobId() {
      assertThat(status).as(body.toString()).isEqualTo(202);
      return body.path("job_id").asText();
    }

    String error() {
      assertThat(body.path("errors")).as(body.toString()).hasSize(1);
      return body.at("/errors/0/path").asText() + ": " + body.at("/errors/0/message").asText();
    }
  }

  private static Response start(String arn, String body) {
    return start(library.wiring(), event(arn, body.replace('\'', '"')));
  }

  private static Response start(Wiring wiring, ObjectNode event) {
    InvocationResult outcome = InvocationResult.invoke(new StartJob(wiring), Json.bytes(event));
    assertThat(outcome.errorType()).as(outcome.text()).isEmpty();
    return Response.of(outcome.json());
  }

  private static ObjectNode event(String arn, String body) {
    ObjectNode event = Json.MAPPER.createObjectNode();
    event.put("version", "2.0").put("rawPath", "/").put("body", body).put("isBase64Encoded", false);
    ObjectNode context = event.putObject("requestContext");
    context.putObject("authorizer").putObject("iam").put("userArn", arn);
    context.putObject("http").put("method", "POST");
    return event;
  }

  private static String naming(String user) {
    return JOB.replaceFirst("\\{", "{'initiated_by': '" + user + "', ");
  }

  @Test
  void caller_shouldBecomeTheOperatorOfTheJob() {
    Response response = start(MANAGER, JOB);
    EndedJob job = library.await(response.jobId());

    assertThat(job.report().path("initiated_by").asText()).isEqualTo(TestLibrary.MANAGER);
    assertThat(job.status()).startsWith("COMPLETED_");
    assertThat(response.body().path("initiated_by").asText()).isEqualTo(TestLibrary.MANAGER);
    assertThat(response.body().path("execution_arn").asText())
        .isEqualTo(job.execution().executionArn());
    assertThat(job.id()).matches("\\d{8}-\\d{6}-lapsed-\\w{1,4}");
    assertThat(job.execution().input()).contains("\"initiated_by\":\"user.manager\"");
  }

  @Test
  void jobFolder_shouldContainTheOperatorAndNoMembers() {
    JsonNode start =
        TestLibrary.parse(library.await(start(MANAGER, JOB).jobId()).object("start.json"));

    assertThat(start.path("principal").asText()).isEqualTo(MANAGER);
    assertThat(start.path("initiated_by").asText()).isEqualTo(TestLibrary.MANAGER);
    assertThat(Instant.parse(start.path("started").asText())).isBeforeOrEqualTo(Instant.now());
    assertThat(start.path("input_sha256").asText()).matches("[0-9a-f]{64}");
    assertThat(start.toString()).doesNotContain("sam");
  }

  @ParameterizedTest
  @ValueSource(strings = {"user.manager", "USER.Manager", " user.manager "})
  void callerWhoNamesHerself_shouldBeAccepted(String name) {
    assertThat(start(MANAGER, naming(name)).body().path("initiated_by").asText())
        .isEqualTo(TestLibrary.MANAGER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"user.administrator", "sam", "odd", "broken", "strange", "nobody"})
  void callerWhoNamesAnotherUser_shouldBeRejected(String name) {
    Response response = start(MANAGER, naming(name));

    assertRejected(response);
    assertThat(response.status()).isEqualTo(403);
    assertThat(response.error())
        .startsWith(
            "initiated_by: must be your own user, with the identifier AWS_PRINCIPAL = " + MANAGER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:iam::123456789012:user/library/The.Manager",
        "arn:aws:iam::123456789012:user/library/the.manager2",
        "arn:aws:iam::123456789012:user/the.manager",
        "arn:aws:iam::210987654321:user/library/the.manager",
        "arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Librarians_0a1b/other@example.edu",
        "arn:aws:iam::123456789012:root",
        "x",
        "strange"
      })
  void unknownCaller_shouldGetInstructions(String arn) {
    Response response = start(arn, JOB);

    assertRejected(response);
    assertThat(response.status()).isEqualTo(403);
    assertThat(response.error())
        .isEqualTo(
            "initiated_by: no user has the identifier AWS_PRINCIPAL = "
                + arn
                + "; have it added to your user record");
  }

  @ParameterizedTest
  @CsvSource({"AWS_PRINCIPAL, INACTIVE", "BARCODE, ACTIVE", "aws_principal, ACTIVE"})
  void inactiveOrOtherIdentifier_shouldIdentifyNoUser(String type, String status) {
    String arn = "arn:aws:iam::123456789012:user/" + type + status;
    library.load(
        Patron.withRole("21", "former")
            .withJson("user_identifier", identifier(arn, status).replace("AWS_PRINCIPAL", type)));

    assertThat(start(arn, JOB).error()).contains("no user has the identifier");
    assertThat(start(arn, naming("former")).error()).contains("must be your own user");
  }

  @Test
  void ambiguousCaller_shouldHaveToNameTheUser() {
    String arn = "arn:aws:iam::123456789012:user/shared";
    library.load(identified("one", "21", arn), identified("another", "21", arn));

    Response response = start(arn, JOB);

    assertRejected(response);
    assertThat(response.error()).contains("several users have the identifier").contains(arn);
    assertThat(start(arn, naming("another")).body().path("initiated_by").asText())
        .isEqualTo("another");
  }

  @Test
  void callerWithoutPermission_shouldBeRejectedByTheJob() {
    String arn = "arn:aws:iam::123456789012:user/student";
    library.load(Patron.internal("student").withJson("user_identifier", identifier(arn, "ACTIVE")));

    EndedJob job = library.await(start(arn, JOB).jobId());

    assertThat(job.errors()).containsOnlyKeys("initiated_by");
  }

  @Test
  void base64Body_shouldBeDecoded() {
    ObjectNode event = event(MANAGER, "");
    byte[] body =
        JOB.replace('\'', '"').replace("Lapsed", "Étudiants").getBytes(StandardCharsets.UTF_8);
    event.put("body", Base64.getEncoder().encodeToString(body)).put("isBase64Encoded", true);

    assertThat(start(library.wiring(), event).jobId()).contains("-etudiants-");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | : must be an object, such as {\"key\": \"value\"}",
        "'' | : must be an object, such as {\"key\": \"value\"}",
        "{ | the job's input line 1: is not valid JSON",
        "{\"a\": 1, \"a\": 2} | the job's input line 1: is not valid JSON",
        "{} {} | the job's input line 1: is not valid JSON",
        "{\"initiated_by\": 7} | initiated_by: must be text in quotes",
        "{\"initiated_by\": null} | initiated_by: must not be null; leave the key out instead"
      })
  void invalidBody_shouldBeRejected(String body, String error) {
    Response response = start(MANAGER, body);

    assertRejected(response);
    assertThat(response.status()).isEqualTo(400);
    assertThat(response.error()).isEqualTo(error);
  }

  @Test
  void inputBeyondTheLimitOfStepFunctions_shouldBeRejected() {
    Response response = start(MANAGER, JOB.replace("Lapsed", "é".repeat(128 * 1024)));

    assertRejected(response);
    assertThat(response.status()).isEqualTo(413);
    assertThat(response.error()).contains("larger than 256 KiB");
  }

  /** The table may be large, and StartJob scans it to identify the caller. */
  @Test
  void inputBeyondTheLimitOfStepFunctions_shouldBeRejectedBeforeReadingUsers() {
    Wiring wiring =
        FaultyClient.forDynamoDb(
            library.wiring(),
            request -> {
              throw new AssertionError("the table was asked");
            });

    String body = JOB.replace("Lapsed", "x".repeat(256 * 1024)).replace('\'', '"');

    assertThat(start(wiring, event(MANAGER, body)).status()).isEqualTo(413);
  }

  /** The limit applies to the input that is sent to Step Functions, without blanks. */
  @Test
  void bodyThatIsTooLargeOnlyBecauseOfBlanks_shouldBeAccepted() {
    assertThat(start(MANAGER, JOB + " ".repeat(256 * 1024)).jobId()).isNotEmpty();
  }

  @Test
  void inputThatIsTooLargeOnlyWithTheOperator_shouldBeRejected() {
    int rest = Json.bytes(TestLibrary.parse(JOB.replace('\'', '"').replace("Lapsed", ""))).length;

    Response response = start(MANAGER, JOB.replace("Lapsed", "x".repeat(256 * 1024 - rest)));

    assertThat(response.status()).isEqualTo(413);
  }

  @Test
  void requestWithoutACaller_shouldBeRejected() {
    for (Consumer<ObjectNode> without :
        List.<Consumer<ObjectNode>>of(
            context -> context.remove("authorizer"),
            context -> context.putNull("authorizer"),
            context -> ((ObjectNode) context.path("authorizer")).remove("iam"),
            context -> context.withObject("/authorizer/iam").put("userArn", " "),
            context -> context.withObject("/authorizer/iam").putNull("userArn"))) {
      ObjectNode event = event(MANAGER, naming(TestLibrary.MANAGER).replace('\'', '"'));
      without.accept((ObjectNode) event.path("requestContext"));

      Response response = start(library.wiring(), event);

      assertRejected(response);
      assertThat(response.status()).isEqualTo(403);
      assertThat(response.error()).contains("AWS_IAM");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "HEAD", "post", ""})
  void otherMethod_shouldBeRejected(String method) {
    ObjectNode event = event(MANAGER, JOB.replace('\'', '"'));
    ((ObjectNode) event.at("/requestContext/http")).put("method", method);

    Response response = start(library.wiring(), event);

    assertRejected(response);
    assertThat(response.status()).isEqualTo(405);
    assertThat(response.allow()).isEqualTo("POST");
  }

  @Test
  void requestWithoutContext_shouldBeRejected() {
    assertThat(start(library.wiring(), Json.MAPPER.createObjectNode()).status()).isEqualTo(405);
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

    Response response = start(wiring, event(MANAGER, JOB.replace('\'', '"')));

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

    Response response = start(wiring, event(MANAGER, JOB.replace('\'', '"')));

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

    Response response = start(wiring, event(MANAGER, JOB.replace('\'', '"')));

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
            new StartJob(wiring), Json.bytes(event(MANAGER, JOB.replace('\'', '"'))));

    assertThat(outcome.errorType()).contains("org.rollcall.lambda.FunctionFailedException");
    assertThat(outcome.text()).contains("DynamoDbException").doesNotContain("manager", "sam");
  }

  @Test
  void rejectionsAndStarts_shouldNotBeLogged() {
    try (OutputCapture printed = new OutputCapture()) {
      start("arn:aws:iam::123456789012:user/Quatermain", JOB);
      library.await(start(MANAGER, JOB).jobId());

      assertThat(printed.text()).doesNotContain("Quatermain", "the.manager", "sam");
    }
  }

  // A stack that accepts jobs only by identity.

  @Test
  void functionWithoutAStartPolicy_shouldAcceptNoJob() {
    Wiring wiring = withStartPolicy(library.wiring(), Optional.empty());

    assertThatThrownBy(() -> new PrepareJob(wiring))
        .hasMessage("START_JOBS_ONLY_BY_IDENTITY is missing from the environment");
  }

  @Test
  void jobStartedByIdentity_shouldRun() {
    Response response = start(startingByIdentity(), event(ADMINISTRATOR, JOB.replace('\'', '"')));
    EndedJob job = requiringIdentity.await(response.jobId());

    assertThat(job.status()).startsWith("COMPLETED_");
    assertThat(job.report().path("initiated_by").asText()).isEqualTo(TestLibrary.ADMINISTRATOR);
  }

  @Test
  void jobStartedInAnotherWay_shouldBeRejected() {
    EndedJob job = requiringIdentity.run(TestLibrary.newJobId(), naming(TestLibrary.ADMINISTRATOR));

    assertThat(job.errors().get("initiated_by")).startsWith("is not verified");
    assertThat(library.keys("jobs/" + job.id() + "/")).isEmpty();
  }

  @Test
  void invalidJobIdWithoutAProof_shouldBeRejected() {
    EndedJob job = requiringIdentity.run("no.job", naming(TestLibrary.ADMINISTRATOR));

    assertThat(job.errors().values())
        .anyMatch(fault -> fault.startsWith("is not verified"))
        .anyMatch(fault -> fault.startsWith("the execution's name must be"));
  }

  @Test
  void proofOfAnotherInput_shouldBeRejected() {
    String id = rejectedStart();

    EndedJob job = requiringIdentity.run(id, naming(TestLibrary.MANAGER).replace("'sam'", "'odd'"));

    assertThat(job.errors().get("initiated_by")).startsWith("was verified for another input");
  }

  @Test
  void proofOfTheSameInputInAnotherOrder_shouldBeAccepted() {
    String id = rejectedStart();

    EndedJob job =
        requiringIdentity.run(
            id,
            """
            {'changes': {'status': {'value': 'INACTIVE'}}, 'limits': {'max_users': 5},
             'set': {'members': ['sam']}, 'job_name': 'Lapsed', 'initiated_by': 'user.manager'}
            """);

    assertThat(job.status()).startsWith("COMPLETED_");
  }

  @ParameterizedTest
  @ValueSource(longs = {-360, 360})
  void proofFromAnotherTime_shouldBeRejected(long seconds) {
    CLOCK.set(Instant.now().plusSeconds(seconds));
    String id = rejectedStart();
    CLOCK.reset();

    EndedJob job = requiringIdentity.run(id, naming(TestLibrary.MANAGER));

    assertThat(job.errors().get("initiated_by"))
        .startsWith("was verified for another input or another time");
  }

  @Test
  void proofFromAFewMinutesBefore_shouldBeAccepted() {
    CLOCK.set(Instant.now().minus(Duration.ofMinutes(4)));
    String id = rejectedStart();
    CLOCK.reset();

    assertThat(requiringIdentity.run(id, naming(TestLibrary.MANAGER)).status())
        .startsWith("COMPLETED_");
  }

  /** The ID of a job that has a proof, but was not started. */
  private static String rejectedStart() {
    Set<String> before = Set.copyOf(library.keys("jobs/"));
    Wiring unreachable =
        FaultyClient.forStepFunctions(
            library.wiring(),
            request -> {
              throw SdkClientException.create("unreachable");
            });
    assertThat(start(unreachable, event(MANAGER, JOB.replace('\'', '"'))).status()).isEqualTo(504);
    return library.keys("jobs/").stream()
        .filter(key -> key.endsWith("/start.json") && !before.contains(key))
        .map(key -> key.split("/", -1)[1])
        .findFirst()
        .orElseThrow();
  }

  @Test
  void onlyTheScheduledJob_shouldBeAccepted() {
    JsonNode scheduled = TestLibrary.parse(naming(TestLibrary.MANAGER).replace('\'', '"'));
    try (StateMachineRunner machine =
        library.stateMachine(requiringIdentity(library.wiring(), Optional.of(scheduled)))) {
      assertThat(machine.run(TestLibrary.newJobId(), naming(TestLibrary.MANAGER)).status())
          .startsWith("COMPLETED_");
      assertThat(machine.run(TestLibrary.newJobId(), naming(TestLibrary.ADMINISTRATOR)).errors())
          .containsOnlyKeys("initiated_by");
    }
  }

  @Test
  void retry_shouldRequireAProofToo() {
    String earlier = library.await(start(MANAGER, JOB).jobId()).id();
    String retry = "{'initiated_by': 'user.manager', 'retry': '%s'}".formatted(earlier);

    assertThat(requiringIdentity.run(TestLibrary.newJobId(), retry).errors())
        .containsOnlyKeys("initiated_by");
    Response response = start(startingByIdentity(), event(MANAGER, retry.replace('\'', '"')));
    assertThat(requiringIdentity.await(response.jobId()).status()).startsWith("COMPLETED_");
  }

  @Test
  void erasure_shouldReportTheJobsThatThePersonStarted() {
    String arn = "arn:aws:iam::123456789012:user/leaver";
    library.load(Patron.internal("leaver").withJson("user_identifier", identifier(arn, "ACTIVE")));
    EndedJob rejected = library.await(start(arn, JOB).jobId());
    assertThat(rejected.errors()).containsOnlyKeys("initiated_by");

    Erasure.Erased erased =
        Erasure.erase(library.wiring().bucket(), Set.of(PrimaryId.of("leaver")), "forgotten-1");

    assertThat(erased.started()).containsExactly(rejected.jobId());
    assertThat(erased.jobs()).isEmpty();
  }

  private static void assertRejected(Response response) {
    assertThat(response.status()).as(response.body().toString()).isBetween(400, 499);
    assertThat(response.body().has("job_id")).isFalse();
  }
}

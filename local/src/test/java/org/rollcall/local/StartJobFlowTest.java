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
import org.rollcall.aws.Usage;
import org.rollcall.json.Json;
import org.rollcall.lambda.PrepareJob;
import org.rollcall.lambda.Settings;
import org.rollcall.lambda.StartJob;
import org.rollcall.lambda.Wiring;
import org.rollcall.local.admin.Erasure;
import org.rollcall.local.packaged.Outcome;
import org.rollcall.prepare.StartPolicy;
import org.rollcall.user.PrimaryId;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.SfnException;

/** Jobs that are started by people whom AWS knows; and a stack that takes no others. */
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
  private static Library library;
  private static Machine careful;

  @BeforeAll
  static void open() {
    library = Library.empty(folder, CLOCK);
    library.load(
        identified(Library.MANAGER, "21", MANAGER),
        identified(Library.ADMINISTRATOR, "50", ADMINISTRATOR),
        Patron.external("sam"),
        Patron.external("broken")
            .with("expiry_date", "never")
            .withJson("user_identifier", "{'id_type': 'AWS_PRINCIPAL', 'value': ['x']}"),
        Patron.external("odd")
            .withJson(
                "user_identifier",
                "['x', 7, null, {}, {'value': 'x'}, {'id_type': 'AWS_PRINCIPAL', 'value': {}}]"));
    loadSomethingThatIsNoRecord();
    careful = library.machine(careful(library.wiring(), Optional.empty()));
  }

  private static void loadSomethingThatIsNoRecord() {
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
  void letTimeGoOn() {
    CLOCK.reset();
  }

  @AfterAll
  static void close() {
    careful.close();
    library.close();
  }

  private static Patron identified(String id, String role, String arn) {
    return Patron.holding(role, id).withJson("user_identifier", identifier(arn, "ACTIVE"));
  }

  private static String identifier(String arn, String status) {
    return "[{'id_type': {'value': 'AWS_PRINCIPAL'}, 'value': '%s', 'status': '%s'}]"
        .formatted(arn, status);
  }

  /** The wiring of a stack that takes jobs only by identity. */
  private static Wiring careful(Wiring wiring, Optional<JsonNode> scheduledJob) {
    return gated(wiring, Optional.of(new StartPolicy(true, scheduledJob)));
  }

  private static Wiring gated(Wiring wiring, Optional<StartPolicy> gate) {
    Settings settings = wiring.settings();
    return InTheWay.ofSettings(
        wiring,
        new Settings(
            settings.tableName(),
            settings.bucketName(),
            settings.passwordKeyId(),
            settings.sender(),
            settings.configurationSet(),
            settings.credentialsLast(),
            settings.maxConcurrency(),
            gate,
            settings.stateMachineArn()));
  }

  /** The wiring with the state machine of a stack that takes jobs only by identity. */
  private static Wiring startingCarefully() {
    Wiring wiring = library.wiring();
    return new Wiring(
        wiring.settings(),
        wiring.dynamoDb(),
        wiring.s3(),
        wiring.ses(),
        wiring.kms(),
        careful.states(),
        wiring.clock(),
        wiring.pause());
  }

  /** What the function's URL is answered. */
  private record Answer(int status, String allow, JsonNode body) {

    static Answer of(JsonNode answer) {
      assertThat(answer.at("/headers/content-type").asText()).isEqualTo("application/json");
      return new Answer(
          answer.path("statusCode").asInt(),
          answer.at("/headers/allow").asText(),
          Library.parse(answer.path("body").asText()));
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

  private static Answer start(String arn, String body) {
    return start(library.wiring(), event(arn, body.replace('\'', '"')));
  }

  private static Answer start(Wiring wiring, ObjectNode event) {
    Outcome outcome = Outcome.of(new StartJob(wiring), Json.bytes(event));
    assertThat(outcome.errorType()).as(outcome.text()).isEmpty();
    return Answer.of(outcome.json());
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
  void caller_shouldBecomeWhoeverHasStartedTheJob() {
    Answer answer = start(MANAGER, JOB);
    EndedJob job = library.await(answer.jobId());

    assertThat(job.report().path("initiated_by").asText()).isEqualTo(Library.MANAGER);
    assertThat(job.status()).startsWith("COMPLETED_");
    assertThat(answer.body().path("initiated_by").asText()).isEqualTo(Library.MANAGER);
    assertThat(answer.body().path("execution_arn").asText())
        .isEqualTo(job.execution().executionArn());
    assertThat(job.id()).matches("\\d{8}-\\d{6}-lapsed-\\w{1,4}");
    assertThat(job.execution().input()).contains("\"initiated_by\":\"user.manager\"");
  }

  @Test
  void folderOfAJob_shouldSayWhoHasStartedItAndNameNoMember() {
    JsonNode start = Library.parse(library.await(start(MANAGER, JOB).jobId()).object("start.json"));

    assertThat(start.path("principal").asText()).isEqualTo(MANAGER);
    assertThat(start.path("initiated_by").asText()).isEqualTo(Library.MANAGER);
    assertThat(Instant.parse(start.path("started").asText())).isBeforeOrEqualTo(Instant.now());
    assertThat(start.path("input_sha256").asText()).matches("[0-9a-f]{64}");
    assertThat(start.toString()).doesNotContain("sam");
  }

  @ParameterizedTest
  @ValueSource(strings = {"user.manager", "USER.Manager", " user.manager "})
  void callerWhoNamesHerself_shouldBeLetIn(String name) {
    assertThat(start(MANAGER, naming(name)).body().path("initiated_by").asText())
        .isEqualTo(Library.MANAGER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"user.administrator", "sam", "odd", "broken", "strange", "nobody"})
  void callerWhoNamesSomebodyElse_shouldBeRefused(String name) {
    Answer answer = start(MANAGER, naming(name));

    assertRefused(answer);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.error())
        .startsWith("initiated_by: names somebody else than you, who are " + MANAGER);
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
  void callerWhomNoUserIs_shouldBeToldWhatToHaveDone(String arn) {
    Answer answer = start(arn, JOB);

    assertRefused(answer);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.error())
        .isEqualTo(
            "initiated_by: cannot be told, since no user is you: have "
                + arn
                + " put into your user record, as an identifier of type AWS_PRINCIPAL");
  }

  @ParameterizedTest
  @CsvSource({"AWS_PRINCIPAL, INACTIVE", "BARCODE, ACTIVE", "aws_principal, ACTIVE"})
  void identifierThatIsNoneOrNoMore_shouldIdentifyNobody(String type, String status) {
    String arn = "arn:aws:iam::123456789012:user/" + type + status;
    library.load(
        Patron.holding("21", "former")
            .withJson("user_identifier", identifier(arn, status).replace("AWS_PRINCIPAL", type)));

    assertThat(start(arn, JOB).error()).contains("no user is you");
    assertThat(start(arn, naming("former")).error()).contains("names somebody else");
  }

  @Test
  void callerWhoIsSeveralUsers_shouldHaveToSayWhich() {
    String arn = "arn:aws:iam::123456789012:user/shared";
    library.load(identified("one", "21", arn), identified("another", "21", arn));

    Answer answer = start(arn, JOB);

    assertRefused(answer);
    assertThat(answer.error()).contains("several users are you").contains(arn);
    assertThat(start(arn, naming("another")).body().path("initiated_by").asText())
        .isEqualTo("another");
  }

  @Test
  void callerWhoMayRunNoJobs_shouldBeRejectedByTheJobItself() {
    String arn = "arn:aws:iam::123456789012:user/student";
    library.load(Patron.internal("student").withJson("user_identifier", identifier(arn, "ACTIVE")));

    EndedJob job = library.await(start(arn, JOB).jobId());

    assertThat(job.faults()).containsOnlyKeys("initiated_by");
  }

  @Test
  void bodyInBase64_shouldBeRead() {
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
        "[] | : must be an object, like {\"key\": \"value\"}",
        "'' | : must be an object, like {\"key\": \"value\"}",
        "{ | the job's input line 1: is not JSON",
        "{\"a\": 1, \"a\": 2} | the job's input line 1: is not JSON",
        "{} {} | the job's input line 1: is not JSON",
        "{\"initiated_by\": 7} | initiated_by: must be text in quotes",
        "{\"initiated_by\": null} | initiated_by: must not be null: leave the key out instead"
      })
  void bodyThatIsNoInput_shouldBeRefused(String body, String error) {
    Answer answer = start(MANAGER, body);

    assertRefused(answer);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo(error);
  }

  @Test
  void inputLargerThanStepFunctionsTakes_shouldBeRefused() {
    Answer answer = start(MANAGER, JOB.replace("Lapsed", "é".repeat(128 * 1024)));

    assertRefused(answer);
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.error()).contains("larger than 256 KiB");
  }

  /** A table may be large, and is looked through for whoever does not say who it is. */
  @Test
  void inputLargerThanStepFunctionsTakes_shouldBeRefusedBeforeAnybodyIsLookedFor() {
    Wiring wiring =
        InTheWay.ofTable(
            library.wiring(),
            request -> {
              throw new AssertionError("the table was asked");
            });

    String body = JOB.replace("Lapsed", "x".repeat(256 * 1024)).replace('\'', '"');

    assertThat(start(wiring, event(MANAGER, body)).status()).isEqualTo(413);
  }

  /** What counts is what Step Functions is sent. */
  @Test
  void bodyThatIsLargerForItsBlanksAlone_shouldDo() {
    assertThat(start(MANAGER, JOB + " ".repeat(256 * 1024)).jobId()).isNotEmpty();
  }

  @Test
  void inputThatIsTooLargeOnlyWithItsCallersName_shouldBeRefused() {
    int rest = Json.bytes(Library.parse(JOB.replace('\'', '"').replace("Lapsed", ""))).length;

    Answer answer = start(MANAGER, JOB.replace("Lapsed", "x".repeat(256 * 1024 - rest)));

    assertThat(answer.status()).isEqualTo(413);
  }

  @Test
  void requestThatSaysNothingOfItsCaller_shouldBeRefused() {
    for (Consumer<ObjectNode> without :
        List.<Consumer<ObjectNode>>of(
            context -> context.remove("authorizer"),
            context -> context.putNull("authorizer"),
            context -> ((ObjectNode) context.path("authorizer")).remove("iam"),
            context -> context.withObject("/authorizer/iam").put("userArn", " "),
            context -> context.withObject("/authorizer/iam").putNull("userArn"))) {
      ObjectNode event = event(MANAGER, naming(Library.MANAGER).replace('\'', '"'));
      without.accept((ObjectNode) event.path("requestContext"));

      Answer answer = start(library.wiring(), event);

      assertRefused(answer);
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.error()).contains("AWS_IAM");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "HEAD", "post", ""})
  void otherMethod_shouldBeRefused(String method) {
    ObjectNode event = event(MANAGER, JOB.replace('\'', '"'));
    ((ObjectNode) event.at("/requestContext/http")).put("method", method);

    Answer answer = start(library.wiring(), event);

    assertRefused(answer);
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.allow()).isEqualTo("POST");
  }

  @Test
  void requestWithoutContext_shouldBeRefused() {
    assertThat(start(library.wiring(), Json.MAPPER.createObjectNode()).status()).isEqualTo(405);
  }

  @ParameterizedTest
  @CsvSource({
    "AccessDeniedException, 400, 502, refused to start the job (AccessDeniedException)",
    "StateMachineDoesNotExist, 400, 502, refused to start the job (StateMachineDoesNotExist)",
    "ThrottlingException, 400, 503, is too busy to start a job",
    "ExecutionLimitExceeded, 400, 503, is too busy to start a job",
    "InternalServerError, 500, 504, did not say whether it has started the job 2",
    "ServiceUnavailable, 503, 504, did not say whether it has started the job 2"
  })
  void refusalOfStepFunctions_shouldBeASentenceThatTellsNobody(
      String code, int status, int answered, String sentence) {
    Wiring wiring =
        InTheWay.ofStates(
            library.wiring(),
            request -> {
              throw SfnException.builder()
                  .message("User: " + MANAGER + " is not authorized")
                  .statusCode(status)
                  .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                  .build();
            });

    Answer answer = start(wiring, event(MANAGER, JOB.replace('\'', '"')));

    assertThat(answer.status()).isEqualTo(answered);
    assertThat(answer.error()).contains(sentence).doesNotContain("the.manager");
  }

  @Test
  void stepFunctionsThatCannotBeReached_shouldNotBeTakenForARefusal() {
    Wiring wiring =
        InTheWay.ofStates(
            library.wiring(),
            request -> {
              throw SdkClientException.create("timed out");
            });

    Answer answer = start(wiring, event(MANAGER, JOB.replace('\'', '"')));

    assertThat(answer.status()).isEqualTo(504);
  }

  /**
   * The SDK tries again by itself, also where only the answer was lost: the job may be over then.
   */
  @Test
  void startThatWasTriedTwice_shouldBeTheOneThatIsThere() {
    Wiring wiring =
        InTheWay.ofStates(
            library.wiring(),
            request -> {
              throw ExecutionAlreadyExistsException.builder().statusCode(400).build();
            });

    Answer answer = start(wiring, event(MANAGER, JOB.replace('\'', '"')));

    assertThat(answer.body().path("execution_arn").asText())
        .isEqualTo(
            library
                    .run(naming(Library.MANAGER))
                    .execution()
                    .executionArn()
                    .replaceFirst("[^:]+$", "")
                + answer.jobId());
  }

  @Test
  void failureOfTheTable_shouldNameNobody() {
    Wiring wiring =
        InTheWay.ofTable(
            library.wiring(),
            request -> {
              throw DynamoDbException.builder().message(MANAGER + " sam").build();
            });

    Outcome outcome =
        Outcome.of(new StartJob(wiring), Json.bytes(event(MANAGER, JOB.replace('\'', '"'))));

    assertThat(outcome.errorType()).contains("org.rollcall.lambda.FunctionFailedException");
    assertThat(outcome.text()).contains("DynamoDbException").doesNotContain("manager", "sam");
  }

  @Test
  void refusalsAndStarts_shouldLeaveNothingInTheLog() {
    try (Printed printed = new Printed()) {
      start("arn:aws:iam::123456789012:user/Quatermain", JOB);
      library.await(start(MANAGER, JOB).jobId());

      assertThat(printed.text()).doesNotContain("Quatermain", "the.manager", "sam");
    }
  }

  // A stack that takes jobs only by identity.

  @Test
  void functionThatIsNotToldWhoMayStartJobs_shouldTakeNone() {
    Wiring wiring = gated(library.wiring(), Optional.empty());

    assertThatThrownBy(() -> new PrepareJob(wiring))
        .hasMessage("START_JOBS_ONLY_BY_IDENTITY is missing from the environment");
  }

  @Test
  void jobThatIsStartedByIdentity_shouldBeDone() {
    Answer answer = start(startingCarefully(), event(ADMINISTRATOR, JOB.replace('\'', '"')));
    EndedJob job = careful.await(answer.jobId());

    assertThat(job.status()).startsWith("COMPLETED_");
    assertThat(job.report().path("initiated_by").asText()).isEqualTo(Library.ADMINISTRATOR);
  }

  @Test
  void jobThatIsStartedInAnotherWay_shouldBeRejected() {
    EndedJob job = careful.run(Library.newJobId(), naming(Library.ADMINISTRATOR));

    assertThat(job.faults().get("initiated_by")).startsWith("is not proven");
    assertThat(library.keys("jobs/" + job.id() + "/")).isEmpty();
  }

  @Test
  void nameThatIsNoJobsAndProvesNothing_shouldBeRejected() {
    EndedJob job = careful.run("no.job", naming(Library.ADMINISTRATOR));

    assertThat(job.faults().values())
        .anyMatch(fault -> fault.startsWith("is not proven"))
        .anyMatch(fault -> fault.startsWith("the execution's name must be"));
  }

  @Test
  void proofOfAnotherInput_shouldBeRejected() {
    String id = refusedStart();

    EndedJob job = careful.run(id, naming(Library.MANAGER).replace("'sam'", "'odd'"));

    assertThat(job.faults().get("initiated_by")).startsWith("was proven for another input");
  }

  @Test
  void proofOfTheSameInputInAnotherOrder_shouldDo() {
    String id = refusedStart();

    EndedJob job =
        careful.run(
            id,
            """
            {'changes': {'status': {'value': 'INACTIVE'}}, 'limits': {'max_users': 5},
             'set': {'members': ['sam']}, 'job_name': 'Lapsed', 'initiated_by': 'user.manager'}
            """);

    assertThat(job.status()).startsWith("COMPLETED_");
  }

  @ParameterizedTest
  @ValueSource(longs = {-360, 360})
  void proofThatIsOfAnotherTime_shouldBeRejected(long seconds) {
    CLOCK.set(Instant.now().plusSeconds(seconds));
    String id = refusedStart();
    CLOCK.reset();

    EndedJob job = careful.run(id, naming(Library.MANAGER));

    assertThat(job.faults().get("initiated_by"))
        .startsWith("was proven for another input, or for a");
  }

  @Test
  void proofThatIsSomeMinutesOld_shouldDo() {
    CLOCK.set(Instant.now().minus(Duration.ofMinutes(4)));
    String id = refusedStart();
    CLOCK.reset();

    assertThat(careful.run(id, naming(Library.MANAGER)).status()).startsWith("COMPLETED_");
  }

  /** The id of a job that was proven, and not started then. */
  private static String refusedStart() {
    Set<String> before = Set.copyOf(library.keys("jobs/"));
    Wiring unreachable =
        InTheWay.ofStates(
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
  void scheduledJob_shouldBeLetInAndNoOther() {
    JsonNode scheduled = Library.parse(naming(Library.MANAGER).replace('\'', '"'));
    try (Machine machine = library.machine(careful(library.wiring(), Optional.of(scheduled)))) {
      assertThat(machine.run(Library.newJobId(), naming(Library.MANAGER)).status())
          .startsWith("COMPLETED_");
      assertThat(machine.run(Library.newJobId(), naming(Library.ADMINISTRATOR)).faults())
          .containsOnlyKeys("initiated_by");
    }
  }

  @Test
  void retry_shouldHaveToBeStartedByIdentityToo() {
    String earlier = library.await(start(MANAGER, JOB).jobId()).id();
    String retry = "{'initiated_by': 'user.manager', 'retry': '%s'}".formatted(earlier);

    assertThat(careful.run(Library.newJobId(), retry).faults()).containsOnlyKeys("initiated_by");
    Answer answer = start(startingCarefully(), event(MANAGER, retry.replace('\'', '"')));
    assertThat(careful.await(answer.jobId()).status()).startsWith("COMPLETED_");
  }

  @Test
  void erasure_shouldTellOfWhatThePersonHasStarted() {
    String arn = "arn:aws:iam::123456789012:user/leaver";
    library.load(Patron.internal("leaver").withJson("user_identifier", identifier(arn, "ACTIVE")));
    EndedJob rejected = library.await(start(arn, JOB).jobId());
    assertThat(rejected.faults()).containsOnlyKeys("initiated_by");

    Erasure.Erased erased =
        Erasure.erase(
            library.wiring().bucket(new Usage()), Set.of(PrimaryId.of("leaver")), "forgotten-1");

    assertThat(erased.started()).containsExactly(rejected.jobId());
    assertThat(erased.jobs()).isEmpty();
  }

  private static void assertRefused(Answer answer) {
    assertThat(answer.status()).as(answer.body().toString()).isBetween(400, 499);
    assertThat(answer.body().has("job_id")).isFalse();
  }
}

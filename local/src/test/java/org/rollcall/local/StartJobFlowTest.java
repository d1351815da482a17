package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.local.StartJobFixture.JOB;
import static org.rollcall.local.StartJobFixture.MANAGER;
import static org.rollcall.local.StartJobFixture.event;
import static org.rollcall.local.StartJobFixture.identified;
import static org.rollcall.local.StartJobFixture.identifier;
import static org.rollcall.local.StartJobFixture.naming;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.Given;
import org.rollcall.json.Json;
import org.rollcall.lambda.Wiring;
import org.rollcall.local.StartJobFixture.Response;
import org.rollcall.local.admin.Erasure;
import org.rollcall.user.PrimaryId;

/** Jobs that are started through StartJob. */
class StartJobFlowTest {

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

  @Test
  void caller_shouldBecomeTheOperatorOfTheJob() {
    Response response = jobs.start(MANAGER, JOB);
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
        Given.json(library.await(jobs.start(MANAGER, JOB).jobId()).object("start.json"));

    assertThat(start.path("principal").asText()).isEqualTo(MANAGER);
    assertThat(start.path("initiated_by").asText()).isEqualTo(TestLibrary.MANAGER);
    assertThat(Instant.parse(start.path("started").asText())).isBeforeOrEqualTo(Instant.now());
    assertThat(start.path("input_sha256").asText()).matches("[0-9a-f]{64}");
    assertThat(start.toString()).doesNotContain("sam");
  }

  @ParameterizedTest
  @ValueSource(strings = {"user.manager", "USER.Manager", " user.manager "})
  void callerWhoNamesHerself_shouldBeAccepted(String name) {
    assertThat(jobs.start(MANAGER, naming(name)).body().path("initiated_by").asText())
        .isEqualTo(TestLibrary.MANAGER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"user.administrator", "sam", "odd", "broken", "strange", "nobody"})
  void callerWhoNamesAnotherUser_shouldBeRejected(String name) {
    Response response = jobs.start(MANAGER, naming(name));

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
    Response response = jobs.start(arn, JOB);

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

    assertThat(jobs.start(arn, JOB).error()).contains("no user has the identifier");
    assertThat(jobs.start(arn, naming("former")).error()).contains("must be your own user");
  }

  @Test
  void ambiguousCaller_shouldHaveToNameTheUser() {
    String arn = "arn:aws:iam::123456789012:user/shared";
    library.load(identified("one", "21", arn), identified("another", "21", arn));

    Response response = jobs.start(arn, JOB);

    assertRejected(response);
    assertThat(response.error()).contains("several users have the identifier").contains(arn);
    assertThat(jobs.start(arn, naming("another")).body().path("initiated_by").asText())
        .isEqualTo("another");
  }

  @Test
  void callerWithoutPermission_shouldBeRejectedByTheJob() {
    String arn = "arn:aws:iam::123456789012:user/student";
    library.load(Patron.internal("student").withJson("user_identifier", identifier(arn, "ACTIVE")));

    EndedJob job = library.await(jobs.start(arn, JOB).jobId());

    assertThat(job.errors()).containsOnlyKeys("initiated_by");
  }

  @Test
  void base64Body_shouldBeDecoded() {
    ObjectNode event = event(MANAGER, "");
    byte[] body =
        Given.jsonText(JOB).replace("Lapsed", "Étudiants").getBytes(StandardCharsets.UTF_8);
    event.put("body", Base64.getEncoder().encodeToString(body)).put("isBase64Encoded", true);

    assertThat(StartJobFixture.start(library.wiring(), event).jobId()).contains("-etudiants-");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | : must be an object in braces",
        "'' | the job's input: is not valid JSON: the text is empty",
        "{ | the job's input line 1, column 2: is not valid JSON: a } is missing at the end, for the {"
            + " in line 1",
        "{\"a\": 1, \"a\": 2} | the job's input line 1, column 13: is not valid JSON: the key"
            + " \"a\" occurs twice; remove one of them",
        "{} {} | the job's input line 1, column 4: is not valid JSON: the JSON ends before this place;"
            + " remove the rest",
        "{\"initiated_by\": 7} | initiated_by: must be text in quotes; write \"7\"",
        "{\"initiated_by\": null} | initiated_by: must not be null; leave the key out instead"
      })
  void invalidBody_shouldBeRejected(String body, String error) {
    Response response = StartJobFixture.start(library.wiring(), event(MANAGER, body));

    assertRejected(response);
    assertThat(response.status()).isEqualTo(400);
    assertThat(response.error()).isEqualTo(error);
  }

  @Test
  void inputBeyondTheLimitOfStepFunctions_shouldBeRejected() {
    Response response = jobs.start(MANAGER, JOB.replace("Lapsed", "é".repeat(128 * 1024)));

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

    String body = Given.jsonText(JOB).replace("Lapsed", "x".repeat(256 * 1024));

    assertThat(StartJobFixture.start(wiring, event(MANAGER, body)).status()).isEqualTo(413);
  }

  /** The limit applies to the input that is sent to Step Functions, without blanks. */
  @Test
  void bodyThatIsTooLargeOnlyBecauseOfBlanks_shouldBeAccepted() {
    assertThat(
            StartJobFixture.start(
                    library.wiring(), event(MANAGER, Given.jsonText(JOB) + " ".repeat(256 * 1024)))
                .jobId())
        .isNotEmpty();
  }

  @Test
  void inputThatIsTooLargeOnlyWithTheOperator_shouldBeRejected() {
    int rest = Json.bytes(Given.json(Given.jsonText(JOB).replace("Lapsed", ""))).length;

    Response response = jobs.start(MANAGER, JOB.replace("Lapsed", "x".repeat(256 * 1024 - rest)));

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
      ObjectNode event = event(MANAGER, Given.jsonText(naming(TestLibrary.MANAGER)));
      without.accept((ObjectNode) event.path("requestContext"));

      Response response = StartJobFixture.start(library.wiring(), event);

      assertRejected(response);
      assertThat(response.status()).isEqualTo(403);
      assertThat(response.error()).contains("AWS_IAM");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "HEAD", "post", ""})
  void otherMethod_shouldBeRejected(String method) {
    ObjectNode event = event(MANAGER, Given.jsonText(JOB));
    ((ObjectNode) event.at("/requestContext/http")).put("method", method);

    Response response = StartJobFixture.start(library.wiring(), event);

    assertRejected(response);
    assertThat(response.status()).isEqualTo(405);
    assertThat(response.allow()).isEqualTo("POST");
  }

  @Test
  void requestWithoutContext_shouldBeRejected() {
    assertThat(StartJobFixture.start(library.wiring(), Json.MAPPER.createObjectNode()).status())
        .isEqualTo(405);
  }

  @Test
  void rejectionsAndStarts_shouldNotBeLogged() {
    try (OutputCapture printed = new OutputCapture()) {
      jobs.start("arn:aws:iam::123456789012:user/Quatermain", JOB);
      library.await(jobs.start(MANAGER, JOB).jobId());

      assertThat(printed.text()).doesNotContain("Quatermain", "the.manager", "sam");
    }
  }

  @Test
  void erasure_shouldReportTheJobsThatThePersonStarted() {
    String arn = "arn:aws:iam::123456789012:user/leaver";
    library.load(Patron.internal("leaver").withJson("user_identifier", identifier(arn, "ACTIVE")));
    EndedJob rejected = library.await(jobs.start(arn, JOB).jobId());
    assertThat(rejected.errors()).containsOnlyKeys("initiated_by");

    Erasure.Erased erased =
        Erasure.erase(
            library.wiring().bucket(),
            Set.of(PrimaryId.of("leaver")),
            "forgotten-1",
            Instant.now());

    assertThat(erased.started()).containsExactly(rejected.jobId());
    assertThat(erased.jobs()).isEmpty();
  }

  private static void assertRejected(Response response) {
    assertThat(response.status()).as(response.body().toString()).isBetween(400, 499);
    assertThat(response.body().has("job_id")).isFalse();
  }
}

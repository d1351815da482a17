package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.Given;
import org.rollcall.RecordCopy;
import org.rollcall.json.Json;
import org.rollcall.lambda.PrepareJob;
import org.rollcall.lambda.Settings;
import org.rollcall.lambda.Wiring;
import org.rollcall.local.packaged.FunctionEnvironment;
import org.rollcall.local.packaged.InvocationResult;
import org.rollcall.local.packaged.SampleEvent;
import org.rollcall.local.packaged.StackTemplate;
import org.rollcall.local.packaged.StackTemplate.Function;

/** Every file in {@code events/} is used, and works with the sample institution. */
class EventsTest {

  private static final StackTemplate TEMPLATE = StackTemplate.read(TestLibrary.HOME);

  /** The size of a job that this test runs until its end. */
  private static final int SMALL = 100;

  private static final List<SampleEvent> EVENTS = SampleEvent.readAll(TestLibrary.HOME);

  @TempDir static Path folder;
  private static TestLibrary library;
  private static final Map<SampleEvent, InvocationResult> OUTCOMES = new LinkedHashMap<>();

  /** The events of one job, in the order of the states, followed by those after the job. */
  @BeforeAll
  static void invokeFunctionsWithTheirEvents() {
    library = TestLibrary.sample(folder);
    for (Function function : TEMPLATE.functions()) {
      for (SampleEvent event : EVENTS) {
        if (event.isFor(function)) {
          OUTCOMES.put(
              event,
              InvocationResult.invoke(function.createHandler(wiringOf(function)), event.bytes()));
          // serve records deliveries within two seconds.
          library.recordDeliveries();
        }
      }
    }
  }

  /** The wiring of a function with exactly the environment of the template. */
  private static Wiring wiringOf(Function function) {
    Wiring wiring = library.wiring();
    return RecordCopy.with(
        wiring,
        "settings",
        Settings.of(
            TEMPLATE.environment(function, FunctionEnvironment.resources(wiring.settings()))));
  }

  @AfterAll
  static void close() {
    library.close();
  }

  static List<Function> functions() {
    return TEMPLATE.functions();
  }

  static List<SampleEvent> events() {
    return EVENTS;
  }

  static List<SampleEvent> functionEvents() {
    return EVENTS.stream().filter(EventsTest::isFunctionEvent).toList();
  }

  static List<SampleEvent> inputs() {
    return EVENTS.stream().filter(event -> !isFunctionEvent(event)).toList();
  }

  /** The inputs that need no other job, and the retry, whose job the functions' events make. */
  static List<SampleEvent> jobs() {
    return inputs().stream()
        .filter(
            event -> List.of("confirm", "continue", "undo").stream().noneMatch(json(event)::has))
        .toList();
  }

  private static boolean isFunctionEvent(SampleEvent event) {
    return TEMPLATE.functions().stream().anyMatch(event::isFor);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void function_shouldHaveAnEvent(Function function) {
    assertThat(EVENTS).anyMatch(event -> event.isFor(function));
  }

  @ParameterizedTest
  @MethodSource("events")
  void event_shouldBelongToOneFunctionAtMost(SampleEvent event) {
    assertThat(TEMPLATE.functions().stream().filter(event::isFor)).hasSizeLessThan(2);
  }

  @ParameterizedTest
  @MethodSource("functionEvents")
  void event_shouldBeProcessedByItsFunction(SampleEvent event) {
    assertThat(OUTCOMES)
        .hasEntrySatisfying(
            event, result -> assertThat(result.errorType()).as(result.text()).isEmpty());
  }

  @Test
  void functionEvents_shouldBelongToOneJobFromStartToDelivery() {
    assertThat(outcome("prepare-job").path("members").asInt()).isEqualTo(1);
    assertThat(outcome("update-user").path("letters_due").asInt()).isEqualTo(1);
    assertThat(outcome("notify-user").path("letters_sent").asInt()).isEqualTo(1);
    assertThat(outcome("report-job").path("status").asText())
        .as("of a job without an execution")
        .isEqualTo("USER_ABORTED");
    assertThat(outcome("print-letters").path("letters")).isEmpty();
    assertThat(outcome("check-credential").path("verdict").asText())
        .isNotEqualTo("NO_CREDENTIAL")
        .isNotEqualTo("ACCEPTED");
    assertThat(outcome("record-delivery-bounce").path("recorded").asInt()).isEqualTo(1);
    assertThat(outcome("record-delivery-complaint").path("recorded").asInt()).isEqualTo(1);
    assertThat(outcome("record-delivery-delivery").path("recorded").asInt()).isEqualTo(1);
  }

  /** {@code .ci/in_containers} compares the answers in containers with the same page. */
  @ParameterizedTest
  @MethodSource("functionEvents")
  void event_shouldHaveTheAnswerInTheDocument(SampleEvent event) throws IOException {
    String page = Files.readString(TestLibrary.HOME.resolve("docs/events.md"));
    JsonNode answers =
        Given.json(page.replaceAll("(?s).*\n## Answers\n.*?```json\n(.*?)```.*", "$1"));
    assertThat(answers.properties()).hasSameSizeAs(functionEvents());

    String answer =
        outcome(event.name())
            .toString()
            .replaceAll("\\d{8}-\\d{6}-another-year-for-one-account-\\w+", "JOB_ID")
            // The credential of the event expires after 30 days.
            .replace("\"EXPIRED\"", "\"WRONG\"");
    assertThat(Given.json(answer)).isEqualTo(answers.path(event.name()));
  }

  @Test
  void startEvent_shouldStartAJob() {
    JsonNode answer = outcome("start-job");
    assertThat(answer.path("statusCode").asInt()).as(answer.toString()).isEqualTo(202);
    JsonNode started = Given.json(answer.path("body").asText());
    assertThat(started.path("initiated_by").asText()).isEqualTo("mlibrarian");
    assertThat(library.await(started.path("job_id").asText()).count("updated")).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void jobEvent_shouldBeAcceptedByTheStateMachine(SampleEvent event) {
    InvocationResult prepared = prepare(event);
    assertThat(prepared.errorType()).as(prepared.text()).isEmpty();
    assertThat(members(prepared) > 0 || json(event).has("retry")).isTrue();
  }

  /** {@link SampleJobFlowTest} runs a large job. */
  static List<SampleEvent> smallJobs() {
    return jobs().stream().filter(event -> isSmall(prepare(event))).toList();
  }

  @ParameterizedTest
  @MethodSource("smallJobs")
  void smallJob_shouldRunInTheStateMachine(SampleEvent event) {
    EndedJob job = library.runVerbatim(event.text());
    assertThat(job.execution().error()).as(job.execution().cause()).isNull();
    assertThat(job.status()).isIn("COMPLETED_SUCCESS", "COMPLETED_WARNING", "COMPLETED_NO_BULKS");
  }

  /** With the IDs and the digest inserted, as docs/events.md says. */
  @Test
  void confirmContinueAndUndo_shouldProcessWhatThePreviewHasShown() {
    EndedJob preview = library.runVerbatim(input("preview").toString());
    EndedJob few =
        library.runVerbatim(
            input("confirm")
                .put("confirm", preview.id())
                .put("sha256", preview.report().path("preview_sha256").asText())
                .toString());
    EndedJob others = library.runVerbatim(input("continue").put("continue", few.id()).toString());
    EndedJob undo = library.runVerbatim(input("undo").put("undo", few.id()).toString());

    assertThat(preview.count("would_change")).isEqualTo(3);
    assertThat(few.status()).isEqualTo("COMPLETED_PARTIAL");
    assertThat(few.count("updated")).isEqualTo(1);
    assertThat(others.status()).isEqualTo("COMPLETED_SUCCESS");
    assertThat(others.count("letters_sent")).isEqualTo(2);
    assertThat(undo.count("updated")).isEqualTo(3);
  }

  private static ObjectNode input(String name) {
    return inputs().stream()
        .filter(event -> event.name().equals(name))
        .map(event -> (ObjectNode) json(event))
        .findFirst()
        .orElseThrow();
  }

  /** Invokes PrepareJob. */
  private static InvocationResult prepare(SampleEvent event) {
    ObjectNode request = Json.MAPPER.createObjectNode();
    request
        .put("job_id", TestLibrary.newJobId())
        .put("started", library.wiring().clock().instant().toString());
    request.set("input", json(event));
    return InvocationResult.invoke(new PrepareJob(library.wiring()), Json.bytes(request));
  }

  private static boolean isSmall(InvocationResult prepared) {
    return prepared.errorType().isEmpty() && members(prepared) <= SMALL;
  }

  private static int members(InvocationResult prepared) {
    return prepared.json().path("members").asInt();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/set/members",
        "/set/query",
        "/notify/test_to",
        "/mode",
        "/limits/first",
        "/retry",
        "/confirm",
        "/sha256",
        "/continue",
        "/undo"
      })
  void jobEvents_shouldContainEveryKeyOfTheInput(String key) {
    assertThat(inputs()).anyMatch(event -> !json(event).at(key).isMissingNode());
  }

  @Test
  void jobEvents_shouldHaveChangesAndLettersAlone() {
    assertThat(jobs())
        .anyMatch(event -> json(event).path("set").isTextual())
        .anyMatch(event -> json(event).has("changes") && !json(event).has("notify"))
        .anyMatch(event -> json(event).has("notify") && !json(event).has("changes"));
  }

  @Test
  void scheduledJob_shouldEqualTheInputInTheTemplate() {
    assertThat(jobs())
        .filteredOn(event -> event.name().startsWith("scheduled-"))
        .map(EventsTest::json)
        .containsExactly(Given.json(TEMPLATE.parameter("ScheduledJob")));
  }

  @ParameterizedTest
  @MethodSource("events")
  void event_shouldBeDocumentedWithItsCommand(SampleEvent event) throws IOException {
    String command =
        TEMPLATE.functions().stream()
            .filter(event::isFor)
            .map(function -> "sam local invoke " + function.name() + " --event ")
            .findFirst()
            .orElse("./rollcall run ");
    assertThat(Files.readString(TestLibrary.HOME.resolve("docs/events.md")))
        .contains(command + "events/" + event.name() + ".json");
  }

  private static JsonNode outcome(String name) {
    return OUTCOMES.entrySet().stream()
        .filter(it -> it.getKey().name().equals(name))
        .map(it -> it.getValue().json())
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no event " + name));
  }

  private static JsonNode json(SampleEvent event) {
    return Given.json(event.text());
  }
}

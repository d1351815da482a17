package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rollcall.Given;
import org.rollcall.json.Json;
import org.rollcall.local.LambdaServer.Response;
import org.rollcall.local.packaged.FunctionEnvironment;
import org.rollcall.local.packaged.InvocationResult;
import org.rollcall.local.packaged.Jdk;
import org.rollcall.local.packaged.PackagedFunction;
import org.rollcall.local.packaged.SampleEvent;
import org.rollcall.local.packaged.StackTemplate;
import org.rollcall.local.packaged.StackTemplate.Function;
import org.rollcall.user.PrimaryId;

/**
 * Each function of the packaged jar has the same results in a separate process with AWS's runtime
 * client as its handler in this process. The process has the template's environment and not the
 * class path of this build. The test runs after {@code package}, which creates the jar.
 */
class PackagedFunctionsIT {

  private static final StackTemplate TEMPLATE = StackTemplate.read(TestLibrary.HOME);
  private static final String PATRON = "amelie.daubigne.0172";

  /** Nothing was sent to this person yet. */
  private static final String OTHER_PATRON = "aarav.patel.0073";

  private static final String PREVIEW =
      """
      {'initiated_by': 'mlibrarian', 'mode': 'PREVIEW', 'set': {'members': ['%s', 'nobody']},
       'changes': {'user_group': {'value': 'STAFF'}}, 'notify': {'type': 'ACCOUNT_UPDATED'}}
      """
          .formatted(OTHER_PATRON);

  @TempDir static Path filled;
  @TempDir static Path tasks;
  @TempDir Path folder;

  @BeforeAll
  static void fillDataFolderAndUnpackJars() throws IOException {
    assumeTrue(
        System.getProperty("os.name").equals("Linux"),
        "AWS's runtime client for Java runs on Linux only");
    try (TestLibrary sample = TestLibrary.sample(filled.resolve("data"))) {
      // The password key is created at its first use. Both copies of the folder must have the same
      // key.
      sample.wiring().passwords().derive(Given.job("a-job"), PrimaryId.of(PATRON));
    }
    for (Function function : TEMPLATE.functions()) {
      if (Files.notExists(taskOf(function))) {
        Files.createDirectories(taskOf(function));
        PackagedFunction.unpack(function.code(), taskOf(function));
      }
    }
  }

  private static Path taskOf(Function function) {
    return tasks.resolve(function.code().getFileName());
  }

  /** The JDK of the build, and that of the runtime in the template. */
  static List<Jdk> jdks() {
    return Stream.of(Jdk.current(), Jdk.of(TEMPLATE.javaVersion())).distinct().toList();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void packagedJob_shouldHaveTheSameResultAsInProcess(Jdk jdk) throws IOException {
    assumeInstalled(jdk);
    try (TestLibrary inProcess = TestLibrary.open(copy("in-process"));
        var packaged = new Packaged(jdk, copy("packaged"))) {
      TestLibrary separate = packaged.library;
      String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
      // In the order of the states, followed by the functions that are called after a job.
      for (Function function : TEMPLATE.functions()) {
        for (SampleEvent event : eventsOf(function)) {
          byte[] bytes = startedAt(now, event);
          InvocationResult expected = inProcess(inProcess, function, bytes);
          InvocationResult result = packaged.invoke(function, bytes);
          assertThat(expected.errorType()).as(event.name()).isEmpty();
          assertThat(withoutNewId(result)).as(event.name()).isEqualTo(withoutNewId(expected));
          if (function.name().equals("StartJob")) {
            assertThat(inProcess.await(startedJob(expected)).status())
                .isEqualTo("COMPLETED_SUCCESS");
            assertThat(separate.await(startedJob(result)).status()).isEqualTo("COMPLETED_SUCCESS");
          }
        }
      }

      assertThat(separate.letters()).isNotEmpty().isEqualTo(inProcess.letters());
      assertThat(separate.record(PATRON)).isEqualTo(inProcess.record(PATRON));
      assertThat(withoutNewId(separate.keys("jobs/")))
          .anyMatch(key -> key.endsWith("/start.json"))
          .isEqualTo(withoutNewId(inProcess.keys("jobs/")));
      String password = inProcess.letters().get(0).password();
      InvocationResult verdict = packaged.invoke(function("CheckCredential"), credential(password));
      assertThat(verdict)
          .isEqualTo(inProcess(inProcess, function("CheckCredential"), credential(password)));
      assertThat(verdict.json().path("verdict").asText()).isEqualTo("ACCEPTED");

      ObjectNode before = separate.record(OTHER_PATRON);
      EndedJob preview = separate.run(PREVIEW);
      assertThat(preview.users()).isEqualTo(inProcess.run(PREVIEW).users());
      assertThat(preview.count("would_send")).isEqualTo(1);
      EndedJob confirm = ConfirmFixture.confirmWithDigest(separate, "mlibrarian", preview);
      assertThat(confirm.result(OTHER_PATRON)).isEqualTo("UPDATED");
      assertThat(confirm.count("letters_sent")).isEqualTo(1);
      assertThat(separate.record(OTHER_PATRON).path("user_group").path("value").asText())
          .isEqualTo("STAFF");
      EndedJob undo =
          separate.run("{'initiated_by': 'mlibrarian', 'undo': '%s'}".formatted(confirm.id()));
      assertThat(undo.result(OTHER_PATRON)).isEqualTo("UPDATED");
      assertThat(separate.record(OTHER_PATRON)).isEqualTo(before);
      assertThat(packaged.logs()).doesNotContain(PATRON, OTHER_PATRON, "Aubign", password);
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void rejection_shouldHaveTheErrorNameThatTheStateMachineCatches(Jdk jdk) throws IOException {
    assumeInstalled(jdk);
    Function prepareJob = function("PrepareJob");
    byte[] request =
        """
        {"job_id": "a-job", "started": "2026-11-22T10:00:00Z",
         "input": {"initiated_by": "mlibrarian", "sett": "graduating-patrons"}}
        """
            .getBytes(StandardCharsets.UTF_8);
    try (var packaged = new Packaged(jdk, copy("packaged"))) {
      InvocationResult result = packaged.invoke(prepareJob, request);

      assertThat(result.errorType()).isEqualTo(caughtError("Prepare job"));
      assertThat(result.json().path("errors").findValuesAsText("path")).contains("sett");
      assertThat(result).isEqualTo(inProcess(packaged.library, prepareJob, request));
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void failingFunction_shouldHaveTheSameErrorAsInProcessAndContinue(Jdk jdk) throws IOException {
    assumeInstalled(jdk);
    Function reportJob = function("ReportJob");
    byte[] unknownJob = "{\"job_id\": \"unknown-job\"}".getBytes(StandardCharsets.UTF_8);
    byte[] noRequest = "{\"jobs\": 3}".getBytes(StandardCharsets.UTF_8);
    try (var packaged = new Packaged(jdk, copy("packaged"))) {
      for (byte[] request : List.of(unknownJob, noRequest, unknownJob)) {
        InvocationResult expected = inProcess(packaged.library, reportJob, request);
        assertThat(expected.errorType()).isPresent();
        assertThat(packaged.invoke(reportJob, request)).isEqualTo(expected);
      }
    }
  }

  /** The ID of the job that {@code StartJob} has started. */
  private static String startedJob(InvocationResult result) {
    return Given.json(result.json().path("body").asText()).path("job_id").asText();
  }

  private static InvocationResult withoutNewId(InvocationResult result) {
    return new InvocationResult(result.errorType(), withoutNewId(result.text()));
  }

  /** Replaces every job ID that {@code StartJob} has generated. */
  private static String withoutNewId(String text) {
    return text.replaceAll("\\d{8}-\\d{6}-another-year-for-one-account-\\w+", "NEW-ID");
  }

  private static List<String> withoutNewId(List<String> keys) {
    return keys.stream().map(PackagedFunctionsIT::withoutNewId).toList();
  }

  /**
   * A library whose functions are in separate processes, also those of its jobs. Each is started at
   * its first invocation.
   */
  private static final class Packaged implements AutoCloseable {

    private final Jdk jdk;
    private final LambdaServer lambda = LambdaServer.start(this::answer);
    private final TestLibrary library;
    private final ServedStack stack;
    private final Map<String, PackagedFunction> running = new ConcurrentHashMap<>();

    Packaged(Jdk jdk, Path folder) {
      this.jdk = jdk;
      this.library =
          TestLibrary.open(folder, new ServingOptions(0, 0, Optional.of(lambda.endpoint())));
      this.stack = library.serve();
    }

    /** Answers the state machine. */
    private Response answer(String path, byte[] event) {
      InvocationResult result = invoke(function(path.split("/", -1)[3]), event);
      return result.errorType().isEmpty()
          ? Response.ok(result.text())
          : Response.functionError(
              Json.text(
                  Json.MAPPER
                      .createObjectNode()
                      .put("errorType", result.errorType().get())
                      .put("errorMessage", result.text())));
    }

    InvocationResult invoke(Function function, byte[] event) {
      return running
          .computeIfAbsent(
              function.name(),
              name ->
                  PackagedFunction.start(
                      jdk,
                      function,
                      taskOf(function),
                      FunctionEnvironment.create(
                          stack, library.wiring().settings(), TEMPLATE, function)))
          .invoke(event);
    }

    /** The logs of all functions. */
    String logs() {
      return running.values().stream().map(PackagedFunction::log).collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
      library.close();
      lambda.close();
      running.values().forEach(PackagedFunction::close);
    }
  }

  private static void assumeInstalled(Jdk jdk) {
    assumeTrue(
        jdk.home().isPresent(),
        "%s, the runtime of the functions, is not installed next to the JDK of this build; set JAVA%d_HOME"
            .formatted(jdk, jdk.version()));
  }

  private static InvocationResult inProcess(TestLibrary library, Function function, byte[] event) {
    return InvocationResult.invoke(function.createHandler(library.wiring()), event);
  }

  private static Function function(String name) {
    return TEMPLATE.functions().stream()
        .filter(function -> function.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<SampleEvent> eventsOf(Function function) {
    List<SampleEvent> events =
        SampleEvent.readAll(TestLibrary.HOME).stream()
            .filter(event -> event.isFor(function))
            .toList();
    assertThat(events).as(function.name()).isNotEmpty();
    return events;
  }

  /** The event with another start of its job, so that its credentials are valid today. */
  private static byte[] startedAt(String now, SampleEvent event) {
    JsonNode json = Given.json(event.text());
    if (json instanceof ObjectNode object && object.has("started")) {
      object.put("started", now);
    }
    return Json.bytes(json);
  }

  private static byte[] credential(String password) {
    return Json.bytes(
        Json.MAPPER.createObjectNode().put("primary_id", PATRON).put("password", password));
  }

  /** The name of the error that a state catches. */
  private static Optional<String> caughtError(String state) throws IOException {
    JsonNode definition =
        Json.MAPPER.readTree(
            Files.readString(
                TestLibrary.HOME.resolve("statemachine/update-notify-users.asl.json")));
    return Optional.of(definition.path("States").path(state).at("/Catch/0/ErrorEquals/0").asText());
  }

  /** A copy of the filled data folder, with the same password key. */
  private Path copy(String name) throws IOException {
    Path source = filled.resolve("data");
    Path target = folder.resolve(name);
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.toList()) {
        Files.copy(
            file,
            target.resolve(source.relativize(file).toString()),
            StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return target;
  }
}

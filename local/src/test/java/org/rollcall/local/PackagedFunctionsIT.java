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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rollcall.aws.Usage;
import org.rollcall.id.JobId;
import org.rollcall.json.Json;
import org.rollcall.lambda.Settings;
import org.rollcall.local.packaged.FunctionEnvironment;
import org.rollcall.local.packaged.Jdk;
import org.rollcall.local.packaged.Outcome;
import org.rollcall.local.packaged.PackagedFunction;
import org.rollcall.local.packaged.SampleEvent;
import org.rollcall.local.packaged.StackTemplate;
import org.rollcall.local.packaged.StackTemplate.Function;
import org.rollcall.user.PrimaryId;

/**
 * The jar that goes to AWS, each function of it in a process of its own under AWS's runtime client,
 * does what the handlers do in this process: with the template's environment and none of this
 * build's class path. It runs after {@code package}, which makes the jar.
 */
class PackagedFunctionsIT {

  private static final StackTemplate TEMPLATE = StackTemplate.in(Library.HOME);
  private static final String PATRON = "amelie.daubigne.0172";

  @TempDir static Path filled;
  @TempDir static Path tasks;
  @TempDir Path folder;

  @BeforeAll
  static void fillAFolderAndUnpackTheJars() throws IOException {
    assumeTrue(
        System.getProperty("os.name").equals("Linux"),
        "AWS's runtime client for Java is made for Linux alone");
    try (Library sample = Library.sample(filled.resolve("data"))) {
      // The key of the passwords is made when it is first used: both copies are to have the same.
      sample.wiring().passwords(new Usage()).derive(new JobId("a-job"), PrimaryId.of(PATRON));
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

  /** The JDK that runs the build, and the one that the template asks Lambda for. */
  static List<Jdk> jdks() {
    return Stream.of(Jdk.own(), Jdk.of(TEMPLATE.javaVersion())).distinct().toList();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void job_shouldFareTheSamePackagedAsInProcess(Jdk jdk) throws IOException {
    assumeIsHere(jdk);
    try (Library here = Library.open(copy("here"));
        Library there = Library.open(copy("there"));
        var packaged = new Packaged(jdk, there)) {
      String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
      // In the order of the states, and then those that are called after a job.
      for (Function function : TEMPLATE.functions()) {
        for (SampleEvent event : eventsOf(function)) {
          byte[] bytes = startedAt(now, event);
          Outcome expected = inProcess(here, function, bytes);
          Outcome outcome = packaged.invoke(function, bytes);
          assertThat(expected.errorType()).as(event.name()).isEmpty();
          assertThat(withoutNewId(outcome)).as(event.name()).isEqualTo(withoutNewId(expected));
          if (function.name().equals("StartJob")) {
            assertThat(here.await(startedJob(expected)).status()).isEqualTo("COMPLETED_SUCCESS");
            assertThat(there.await(startedJob(outcome)).status()).isEqualTo("COMPLETED_SUCCESS");
          }
        }
      }

      assertThat(there.letters()).isNotEmpty().isEqualTo(here.letters());
      assertThat(there.record(PATRON)).isEqualTo(here.record(PATRON));
      assertThat(withoutNewId(there.keys("jobs/")))
          .anyMatch(key -> key.endsWith("/start.json"))
          .isEqualTo(withoutNewId(here.keys("jobs/")));
      String password = here.letters().get(0).password();
      Outcome verdict = packaged.invoke(function("CheckCredential"), credential(password));
      assertThat(verdict)
          .isEqualTo(inProcess(here, function("CheckCredential"), credential(password)));
      assertThat(verdict.json().path("verdict").asText()).isEqualTo("ACCEPTED");
      assertThat(packaged.printed()).doesNotContain(PATRON, "Aubign", password);
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void rejectedInput_shouldArriveUnderTheNameThatTheStateMachineCatches(Jdk jdk)
      throws IOException {
    assumeIsHere(jdk);
    Function prepareJob = function("PrepareJob");
    byte[] request =
        """
        {"job_id": "a-job", "started": "2026-11-22T10:00:00Z",
         "input": {"initiated_by": "mlibrarian", "sett": "graduating-patrons"}}
        """
            .getBytes(StandardCharsets.UTF_8);
    try (Library library = Library.open(copy("there"));
        var packaged = new Packaged(jdk, library)) {
      Outcome outcome = packaged.invoke(prepareJob, request);

      assertThat(outcome.errorType()).isEqualTo(caughtOf("Prepare job"));
      assertThat(outcome.json().path("errors").findValuesAsText("path")).contains("sett");
      assertThat(outcome).isEqualTo(inProcess(library, prepareJob, request));
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void functionThatFails_shouldSayTheSameAsInProcessAndGoOn(Jdk jdk) throws IOException {
    assumeIsHere(jdk);
    Function reportJob = function("ReportJob");
    byte[] unknownJob = "{\"job_id\": \"never-heard-of\"}".getBytes(StandardCharsets.UTF_8);
    byte[] noRequest = "{\"jobs\": 3}".getBytes(StandardCharsets.UTF_8);
    try (Library library = Library.open(copy("there"));
        var packaged = new Packaged(jdk, library)) {
      for (byte[] request : List.of(unknownJob, noRequest, unknownJob)) {
        Outcome expected = inProcess(library, reportJob, request);
        assertThat(expected.errorType()).isPresent();
        assertThat(packaged.invoke(reportJob, request)).isEqualTo(expected);
      }
    }
  }

  /** The id of the job that {@code StartJob} has started. */
  private static String startedJob(Outcome outcome) {
    return Library.parse(outcome.json().path("body").asText()).path("job_id").asText();
  }

  private static Outcome withoutNewId(Outcome outcome) {
    return new Outcome(outcome.errorType(), withoutNewId(outcome.text()));
  }

  /** A text with the same in the place of every id that {@code StartJob} has made up. */
  private static String withoutNewId(String text) {
    return text.replaceAll("\\d{8}-\\d{6}-another-year-for-one-account-\\w+", "NEW-ID");
  }

  private static List<String> withoutNewId(List<String> keys) {
    return keys.stream().map(PackagedFunctionsIT::withoutNewId).toList();
  }

  /** The functions of one stack in their processes, each started when it is first called. */
  private static final class Packaged implements AutoCloseable {

    private final Jdk jdk;
    private final Settings settings;
    private final ServedStack stack;
    private final Map<String, PackagedFunction> running = new LinkedHashMap<>();

    Packaged(Jdk jdk, Library library) {
      this.jdk = jdk;
      this.settings = library.wiring().settings();
      this.stack = library.serve();
    }

    Outcome invoke(Function function, byte[] event) {
      return running
          .computeIfAbsent(
              function.name(),
              name ->
                  PackagedFunction.start(
                      jdk,
                      function,
                      taskOf(function),
                      FunctionEnvironment.on(stack, settings, TEMPLATE, function)))
          .invoke(event);
    }

    /** What the functions have written to their logs. */
    String printed() {
      return running.values().stream()
          .map(PackagedFunction::printed)
          .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
      running.values().forEach(PackagedFunction::close);
    }
  }

  private static void assumeIsHere(Jdk jdk) {
    assumeTrue(
        jdk.home().isPresent(),
        "there is no %s, which Lambda runs the functions with, beside the JDK of this build; set JAVA%d_HOME"
            .formatted(jdk, jdk.version()));
  }

  private static Outcome inProcess(Library library, Function function, byte[] event) {
    return Outcome.of(function.on(library.wiring()), event);
  }

  private static Function function(String name) {
    return TEMPLATE.functions().stream()
        .filter(function -> function.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<SampleEvent> eventsOf(Function function) {
    List<SampleEvent> events =
        SampleEvent.in(Library.HOME).stream().filter(event -> event.isOf(function)).toList();
    assertThat(events).as(function.name()).isNotEmpty();
    return events;
  }

  /** The event with its job's start moved, so that its credentials are good today. */
  private static byte[] startedAt(String now, SampleEvent event) {
    JsonNode json = Library.parse(event.text());
    if (json instanceof ObjectNode object && object.has("started")) {
      object.put("started", now);
    }
    return Json.bytes(json);
  }

  private static byte[] credential(String password) {
    return Json.bytes(
        Json.MAPPER.createObjectNode().put("primary_id", PATRON).put("password", password));
  }

  /** The error that a state catches. */
  private static Optional<String> caughtOf(String state) throws IOException {
    JsonNode definition =
        Json.MAPPER.readTree(
            Files.readString(Library.HOME.resolve("statemachine/update-notify-users.asl.json")));
    return Optional.of(definition.path("States").path(state).at("/Catch/0/ErrorEquals/0").asText());
  }

  /** A data folder of the same institution, with the same key for passwords. */
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

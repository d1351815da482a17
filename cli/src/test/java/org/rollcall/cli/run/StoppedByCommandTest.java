package org.rollcall.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.cli.AwsEnvironment;
import org.rollcall.cli.CommandResult;
import org.rollcall.cli.stack.FolderStack;
import org.rollcall.cli.stack.JobRefusedException;
import org.rollcall.id.JobId;
import org.rollcall.json.Json;
import org.rollcall.local.LocalStack;
import org.rollcall.local.stack.StopRequests;
import org.rollcall.report.Report;
import org.rollcall.report.Status;

/** A running job that {@code rollcall stop} stops from another process. */
class StoppedByCommandTest {

  private static final Path HOME = Path.of(System.getProperty("rollcall.home"));

  /** Only one letter is sent in a second, so the second letter has to wait. */
  private static final String ACCOUNT = "{\"max_send_rate\": 1, \"max_24_hour_send\": 100}";

  private static final String JOB =
      """
      {"job_name": "Three letters", "initiated_by": "mlibrarian",
       "set": {"members": ["amelie.daubigne.0172", "aarav.patel.0073", "mlibrarian"]},
       "notify": {"type": "ACCOUNT_UPDATED"}}
      """;

  @TempDir static Path temp;
  static Path data;
  static LocalStack stack;
  static volatile CountDownLatch isWaiting = new CountDownLatch(1);
  static volatile CountDownLatch mayGoOn = new CountDownLatch(1);

  private final StringWriter notes = new StringWriter();

  @BeforeAll
  static void open() throws IOException {
    data = temp.resolve("data");
    stack = LocalStack.open(data, HOME, Clock.systemUTC(), StoppedByCommandTest::waitForTheTest);
    stack.fill(true);
    Files.writeString(data.resolve("ses.json"), ACCOUNT);
  }

  @AfterAll
  static void close() {
    mayGoOn.countDown();
    stack.close();
  }

  @BeforeEach
  void letNextJobWait() {
    isWaiting = new CountDownLatch(1);
    mayGoOn = new CountDownLatch(1);
  }

  /** Instead of the pause before a letter. */
  private static void waitForTheTest(Duration duration) {
    isWaiting.countDown();
    await(mayGoOn);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Runs the job like the command {@code run}, until a letter has to wait. */
  private CompletableFuture<Report> run() {
    CompletableFuture<Report> report =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return new JobRun(
                        new FolderStack(stack, "", note -> {}), CommandResult.console(notes))
                    .run(
                        Json.read(JOB.getBytes(StandardCharsets.UTF_8), JsonNode.class),
                        () -> false);
              } catch (JobRefusedException e) {
                throw new AssertionError(e.errors().toString());
              }
            });
    await(isWaiting);
    return report;
  }

  private static String runningJob() throws IOException {
    StopRequests folder = new StopRequests(data);
    try (Stream<Path> jobs = Files.list(data.resolve("executions"))) {
      return jobs.map(job -> job.getFileName().toString())
          .filter(name -> folder.status(new JobId(name)).equals(Optional.of("RUNNING")))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void jobOfAnotherProcess_shouldStopAsWithCtrlC() throws IOException {
    CompletableFuture<Report> run = run();
    String id = runningJob();

    CommandResult stop = CommandResult.runOnly("stop", id, "--data", data);
    mayGoOn.countDown();
    Report report = run.join();

    assertThat(stop.exitCode()).as(stop.err()).isZero();
    assertThat(stop.lines())
        .containsExactly(
            "The job " + id + " was stopped. Users and letters in progress are finished.",
            "",
            "To see its report:",
            "./rollcall report " + id + " --data " + data);
    assertThat(Files.readString(HOME.resolve("docs/preview.md")))
        .as("the page, with another ID")
        .containsPattern(
            Pattern.quote(stop.out().replace(" --data " + data, ""))
                .replace(id, "\\E[0-9a-z-]+\\Q"));
    assertThat(report.jobId()).hasToString(id);
    assertThat(report.status()).isEqualTo(Status.USER_ABORTED);
    assertThat(report.counters().lettersSent()).isBetween(1, 2);
    assertThat(notes.toString()).contains("Another command or program has stopped the job.");
    assertThat(CommandResult.runOnly("stop", id, "--data", data).err())
        .contains("has already ended", "[JOB_ALREADY_ENDED]");
  }

  @Test
  void jobOfAServedFolder_shouldStopAndNameTheCommandsForItsReport() throws IOException {
    CompletableFuture<Report> run = run();
    String id = runningJob();
    Path environment =
        Files.writeString(data.resolve("serve.env"), "# Written by ./rollcall serve\n");

    CommandResult stop = CommandResult.runOnly("stop", id, "--data", data);
    Files.delete(environment);
    mayGoOn.countDown();

    assertThat(stop.out())
        .contains(
            ". %s && ./rollcall report %s --rebuild --stack rollcall-local"
                .formatted(environment, id));
    assertThat(run.join().status()).isEqualTo(Status.USER_ABORTED);
  }

  @Test
  void jobOfAStack_shouldStop() throws IOException {
    CompletableFuture<Report> run = run();
    String id = runningJob();
    String option = "--stack";

    try (AwsEnvironment environment = AwsEnvironment.of(stack.serve())) {
      assertThat(environment.isSet()).isTrue();
      CommandResult stop = CommandResult.runOnly("stop", id, option, LocalStack.NAME);
      CommandResult again = CommandResult.runOnly("stop", id, option, LocalStack.NAME);
      CommandResult unknown = CommandResult.runOnly("stop", id + "x", option, LocalStack.NAME);
      mayGoOn.countDown();

      assertThat(stop.exitCode()).as(stop.err()).isZero();
      assertThat(stop.out()).contains("./rollcall report " + id + " --rebuild --stack");
      assertThat(again.exitCode()).isEqualTo(2);
      assertThat(again.err())
          .startsWith("rollcall: nobody is running the job " + id + ", and it has no report. ")
          .contains("./rollcall report " + id + " --rebuild --stack", "[JOB_NOT_RUNNING]");
      assertThat(unknown.exitCode()).isEqualTo(2);
      assertThat(unknown.err()).contains("did you mean \"" + id + "\"?", "[JOB_NOT_FOUND]");
    }
    assertThat(run.join().status()).isEqualTo(Status.USER_ABORTED);
  }
}

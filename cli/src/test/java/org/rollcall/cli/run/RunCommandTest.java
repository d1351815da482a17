package org.rollcall.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.cli.CommandResult;

/** {@code rollcall run} and {@code rollcall report}. */
class RunCommandTest {

  private static final String HOME = System.getProperty("rollcall.home", ".");

  private static final String NOTICE =
      """
      {"initiated_by": "mlibrarian", "set": {"members": ["uadmin"]},
       "notify": {"type": "ACCOUNT_UPDATED"}}
      """;

  @TempDir static Path temp;
  static Path data;
  static CommandResult first;
  static long letters;

  /** The README's command, on a new folder. */
  @BeforeAll
  static void runTheSample() throws IOException {
    data = temp.resolve("new/data");
    first = CommandResult.run("run", HOME + "/events/graduating-patrons.json", "--data", data);
    try (Stream<Path> files = Files.list(data.resolve("inbox"))) {
      letters = files.filter(file -> file.toString().endsWith(".eml")).count();
    }
  }

  @Test
  void sampleJob_shouldFillTheFolderAndPrintASummary() {
    assertThat(first.exitCode()).isZero();
    assertThat(first.out())
        .contains("Graduating patrons 2026")
        .contains("COMPLETED_WARNING: Completed with warnings")
        .contains("250  members (and 3 duplicates)")
        .contains("250  updated")
        .contains("250  passwords reset")
        .contains("243  letters sent")
        .contains("243  letters delivered")
        .contains("7  not notified: no preferred email address")
        .contains(data.resolve("inbox").toAbsolutePath().toString())
        .doesNotContain("failed", "not reached");
    assertThat(letters).isEqualTo(243);
    String page =
        first.lines().stream().filter(line -> line.startsWith("Report ")).findFirst().orElseThrow();
    assertThat(Path.of(page.substring("Report ".length()).strip())).isRegularFile();
  }

  @Test
  void jobThatHoldsMembersBack_shouldEndWithItsOwnExitCode() throws IOException {
    Path input = temp.resolve("first.json");
    Files.writeString(
        input,
        """
        {"initiated_by": "mlibrarian", "set": "visiting-readers",
         "changes": {"campus_code": {"clear": true}}, "limits": {"first": 2}}
        """);

    CommandResult run = CommandResult.run("run", input, "--data", data);

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out())
        .contains("COMPLETED_PARTIAL: Completed in part")
        .containsPattern(" held back");
  }

  @Test
  void reportOfASampleJob_shouldBePrintedAgain() {
    String id = jobId();

    CommandResult text = CommandResult.run("report", id, "--data", data);
    CommandResult json = CommandResult.run("report", id, "--data", data, "--json");

    assertThat(text.exitCode()).isZero();
    assertThat(text.out()).isEqualTo(first.out());
    assertThat(json.json().path("job_id").asText()).isEqualTo(id);
    assertThat(json.json().path("counters").path("letters_sent").intValue()).isEqualTo(243);
  }

  @Test
  void reportOfAnUnknownJob_shouldNameASimilarJob() {
    String id = jobId();

    CommandResult command = CommandResult.run("report", id + "x", "--data", data);

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err())
        .startsWith("rollcall: no job with the ID ")
        .contains("\"" + id + "\"");
    assertThat(CommandResult.run("report", "../" + id, "--data", data).exitCode()).isEqualTo(2);
  }

  @Test
  void run_withJson_shouldPrintOnlyTheReport() throws IOException {
    Path input =
        input(
            "notify.json",
            """
            {"initiated_by": "mlibrarian", "set": {"members": ["uadmin", "no.such.user"]},
             "notify": {"type": "ACCOUNT_UPDATED"}}
            """);

    CommandResult command = CommandResult.run("run", input, "--data", data, "--json");

    assertThat(command.exitCode()).isZero();
    JsonNode report = command.json();
    assertThat(report.path("status").asText()).isEqualTo("COMPLETED_WARNING");
    assertThat(report.path("counters").path("not_found").intValue()).isEqualTo(1);
    assertThat(report.path("counters").path("letters_sent").intValue()).isEqualTo(1);
  }

  @Test
  void rejectedJob_shouldPrintAllErrorsWithTheirCodes() throws IOException {
    Path input =
        input(
            "bad.json",
            """
            {"initiated_by": "on.leave", "set": "all-studnets", "changes": {"user_grop": {"value": "UG"}}}
            """);

    CommandResult text = CommandResult.run("run", input, "--data", data);
    CommandResult json = CommandResult.run("run", input, "--data", data, "--json");

    assertThat(text.exitCode()).isEqualTo(2);
    assertThat(text.out()).isEmpty();
    assertThat(text.err())
        .contains("The job was rejected, and nothing was changed:")
        .contains("  initiated_by: ", "did you mean \"all-students\"?")
        .contains("  changes.user_grop: unknown key; did you mean \"user_group\"? [UNKNOWN_KEY]");
    assertThat(json.exitCode()).isEqualTo(2);
    assertThat(json.json().path("errors").findValuesAsText("path"))
        .contains("initiated_by", "set", "changes.user_grop");
  }

  @Test
  void job_thatDoesNotReachAllUsers_shouldFailWithAReport() throws IOException {
    Path input = input("unreached.json", NOTICE);

    CommandResult command = runAt(homeWithout("${UpdateUserFunctionArn}"), input);

    assertThat(command.exitCode()).isEqualTo(1);
    assertThat(command.out()).contains("FAILED: Failed").contains("1  not reached");
  }

  @Test
  void job_thatEndsBeforeItsReport_shouldFail() throws IOException {
    Path input = input("broken-off.json", NOTICE);

    CommandResult command = runAt(homeWithout("${ReportJobFunctionArn}"), input);

    assertThat(command.exitCode()).isEqualTo(1);
    assertThat(command.out()).isEmpty();
    assertThat(command.err())
        .contains("rollcall: the job ")
        .contains("--rebuild")
        .contains("ended without a report (FAILED, Lambda.ResourceNotFoundException; its steps: ")
        .contains("[JOB_WITHOUT_REPORT]");
  }

  @Test
  void program_outsideOfItsRepository_shouldSayHowToStartIt() throws IOException {
    CommandResult command = runAt(temp, input("lost.json", NOTICE));

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err())
        .contains("Start Rollcall with the script rollcall", "[REPOSITORY_NOT_FOUND]");
  }

  @Test
  void definition_thatIsNotAStateMachine_shouldBeAnInternalError() throws IOException {
    Path home = homeWithout("PrepareJobFunctionArn");
    Files.writeString(home.resolve("statemachine/update-notify-users.asl.json"), "{}");

    CommandResult command = runAt(home, input("job.json", "{}"));

    assertThat(command.exitCode()).isEqualTo(1);
    assertThat(command.err()).contains("[INTERNAL_COMMAND_ERROR]");
  }

  /** A repository whose state machine calls a function that does not exist. */
  private static Path homeWithout(String function) throws IOException {
    Path definition = Path.of("statemachine/update-notify-users.asl.json");
    Path home = Files.createTempDirectory(temp, "home");
    Files.createDirectory(home.resolve("statemachine"));
    String text = Files.readString(Path.of(HOME).resolve(definition));
    assertThat(text).contains(function);
    Files.writeString(home.resolve(definition), text.replace(function, "no-such-" + function));
    return home;
  }

  private static CommandResult runAt(Path home, Path input) {
    System.setProperty("rollcall.home", home.toString());
    try {
      return CommandResult.run("run", input, "--data", data);
    } finally {
      System.setProperty("rollcall.home", HOME);
    }
  }

  private static String jobId() {
    String line =
        first.lines().stream().filter(l -> l.startsWith("Job ")).findFirst().orElseThrow();
    return line.substring("Job ".length(), line.indexOf('(')).strip();
  }

  private static Path input(String name, String json) throws IOException {
    return Files.writeString(temp.resolve(name), json);
  }
}

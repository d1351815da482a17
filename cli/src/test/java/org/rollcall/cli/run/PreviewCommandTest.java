package org.rollcall.cli.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.cli.CommandResult.onStack;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.cli.AwsEnvironment;
import org.rollcall.cli.CommandResult;
import org.rollcall.cli.command.CommandException;
import org.rollcall.local.LocalStack;
import picocli.CommandLine;

/** {@code rollcall preview}, {@code confirm}, {@code discard} and {@code continue}. */
class PreviewCommandTest {

  private static final Path HOME = Path.of(System.getProperty("rollcall.home"));
  private static final String FLAG = " --stack " + LocalStack.NAME;
  private static final String USER = "amelie.daubigne.0172";

  @TempDir static Path temp;
  @AutoClose static LocalStack stack;
  @AutoClose static AwsEnvironment environment;
  static Path job;

  @BeforeAll
  static void serve() throws IOException {
    stack = LocalStack.open(temp.resolve("data"), HOME);
    stack.fill(true);
    environment = AwsEnvironment.of(stack.serve());
    job = job(USER);
  }

  private static Path job(String user) throws IOException {
    return Files.writeString(
        temp.resolve(user + ".json"),
        """
        {"initiated_by": "no.such.operator", "mode": "RUN", "set": {"members": ["%s"]},
         "changes": {"user_group": {"value": "ALUMNI"}}}
        """
            .formatted(user));
  }

  /** The ID of a new preview. */
  private static String preview(String user) throws IOException {
    CommandResult preview = onStack("preview", job(user), "--as", "mlibrarian", "--json");
    assertThat(preview.exitCode()).as(preview.err()).isZero();
    return preview.json().path("job_id").asText();
  }

  /** The line of a job in the list of jobs. */
  private static String listed(String id) {
    return onStack("jobs").lines().stream()
        .filter(line -> line.startsWith(id))
        .findFirst()
        .orElseThrow()
        .replaceAll(" {2,}", "|");
  }

  @Test
  void preview_shouldChangeNothingAndPrintTheCompleteConfirmCommand() {
    CommandResult before = onStack("user", USER);

    CommandResult preview = onStack("preview", job, "--as", "mlibrarian");
    String id = preview.jobId();

    assertThat(preview.exitCode()).isZero();
    assertThat(preview.out())
        .contains("1  would be updated", "Expires  ")
        .containsPattern(
            "Digest   ([0-9a-f]{64})\n(?s:.*)\nTo do exactly this:\n"
                + "./rollcall confirm "
                + id
                + " --sha256 \\1 --as mlibrarian"
                + FLAG
                + "\n$");
    assertThat(onStack("user", USER)).isEqualTo(before);
    assertThat(listed(id))
        .endsWith("|preview|mlibrarian|COMPLETED_SUCCESS|1|1|0|confirm, diff, discard, report");
    assertThat(onStack("diff", id).out())
        .startsWith(USER + "\n  user_group: UG -> ALUMNI\n1 of 1 members would change.\n");
  }

  @Test
  void preview_thatIsRejected_shouldHaveTheExitCodeOfARejection() {
    CommandResult rejected = onStack("preview", job);

    assertThat(rejected.exitCode()).isEqualTo(2);
    assertThat(rejected.err()).contains("[OPERATOR_NOT_FOUND]");
  }

  @Test
  void discardedPreview_shouldNotBeOfferedAnyMore() throws IOException {
    String id = preview(USER);

    CommandResult discard = onStack("discard", id, "--as", "mlibrarian");
    CommandResult again = onStack("discard", id, "--as", "uadmin");

    assertThat(discard.exitCode()).isZero();
    assertThat(discard.lines())
        .containsExactly(
            "The preview " + id + " was discarded. It cannot be confirmed.",
            "",
            "To see all jobs:",
            "./rollcall jobs" + FLAG);
    assertThat(again.exitCode()).isZero();
    assertThat(again.out()).contains(" was discarded before, at ");
    assertThat(
            new String(stack.bucket().get("jobs/" + id + "/discarded.json").orElseThrow(), UTF_8))
        .contains("mlibrarian");
    assertThat(listed(id)).endsWith("|diff, report");
  }

  @Test
  void discard_ofAPreviewThatAJobHasClaimed_shouldNameTheJob() throws IOException {
    String id = preview(USER);
    byte[] claim = "\"job-other@2026-11-22T10:00:00Z\"".getBytes(UTF_8);
    stack.bucket().put("jobs/" + id + "/confirmed/000001.json", claim, "application/json");

    CommandResult discard = onStack("discard", id, "--as", "mlibrarian");

    assertThat(discard.lines())
        .startsWith(
            "The preview " + id + " was discarded. It cannot be confirmed.",
            "The job job-other began to confirm it before. The list of jobs shows whether it was"
                + " accepted.");
  }

  @Test
  void discard_ofAnotherJob_shouldBeRefused() throws IOException {
    Path other =
        Files.writeString(
            temp.resolve("run.json"),
            Files.readString(job)
                .replace("no.such.operator", "mlibrarian")
                .replace(USER, "nobody"));
    String run = onStack("run", other, "--json").json().path("job_id").asText();

    CommandResult discard = onStack("discard", run, "--as", "mlibrarian");

    assertThat(discard.exitCode()).isEqualTo(2);
    assertThat(discard.err()).contains("[NOT_DISCARDABLE]");
    assertThat(onStack("discard", run).err()).contains("--as", "[ARGUMENTS_INVALID]");
    assertThat(onStack("discard", run + "x", "--as", "me").err()).contains("[JOB_NOT_FOUND]");
  }

  @Test
  void heldBackMembers_shouldBeProcessedByContinue() throws IOException {
    Path few =
        Files.writeString(
            temp.resolve("few.json"),
            """
            {"initiated_by": "mlibrarian", "limits": {"first": 1},
             "set": {"members": ["aarav.patel.0073", "deepika.sharma.0191@example.edu", "nobody"]},
             "changes": {"user_group": {"value": "ALUMNI"}}}
            """);

    CommandResult run = onStack("run", few);
    String id = run.jobId();
    String next = "continue " + id + " --as mlibrarian";
    String offered = listed(id);
    CommandResult second = onStack((Object[]) (next + " --first 1").split(" "));
    CommandResult twice = onStack((Object[]) next.split(" "));
    CommandResult last = onStack("continue", second.jobId(), "--as", "mlibrarian", "--json");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).endsWith(". To continue the job:\n./rollcall " + next + FLAG + "\n");
    assertThat(offered)
        .endsWith("|run|mlibrarian|COMPLETED_PARTIAL|3|1|0|continue, diff, report, undo");
    assertThat(second.exitCode()).isEqualTo(3);
    assertThat(listed(second.jobId()))
        .containsPattern("[|]continue[|][a-z, ]+[|]COMPLETED_PARTIAL[|]2[|]");
    assertThat(listed(id)).endsWith("|diff, report, undo");
    assertThat(twice.exitCode()).isEqualTo(2);
    assertThat(twice.err()).contains("[ALREADY_CONTINUED]");
    assertThat(last.exitCode()).isZero();
    assertThat(last.json().at("/counters/members").intValue()).isOne();
  }

  /** Runs {@code confirm} on a terminal on which somebody answers. */
  private static CommandResult confirm(String id, @Nullable String answer) {
    StringWriter err = new StringWriter();
    StringWriter out = new StringWriter();
    CommandLine command =
        new CommandLine(new ConfirmCommand(Optional.of(question -> answer)))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .setExecutionExceptionHandler(
                (e, failed, parsed) -> {
                  err.append(((CommandException) e).line());
                  return ((CommandException) e).exitCode();
                });
    int exitCode = command.execute(id, "--as", "mlibrarian", "--json", "--stack", LocalStack.NAME);
    return new CommandResult(exitCode, out.toString(), err.toString());
  }

  @Test
  void confirmWithoutDigest_shouldShowThePreviewAndAsk() throws IOException {
    String id = preview("amelie.lemaitre.0235");

    for (String answer : new String[] {"no", "", null}) {
      CommandResult refused = confirm(id, answer);

      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(refused.err()).contains("1  would be updated", "Digest ", "[NOT_CONFIRMED]");
    }
    CommandResult confirmed = confirm(id, " Yes ");
    CommandResult discard = onStack("discard", id, "--as", "mlibrarian");

    assertThat(confirmed.exitCode()).as(confirmed.err()).isZero();
    assertThat(confirmed.json().at("/counters/updated").intValue()).isOne();
    assertThat(listed(id)).endsWith("|diff, report");
    assertThat(listed(confirmed.json().path("job_id").asText())).contains("|confirm|mlibrarian");
    assertThat(discard.exitCode()).isEqualTo(2);
    assertThat(discard.err()).contains("[PREVIEW_WAS_CONFIRMED]");
  }

  /** With the command that the preview printed. */
  @Test
  void confirmWithItsDigest_shouldRunThePreviewOnce() throws IOException {
    Path other = job("amina.abdullah.0131@example.edu");
    CommandResult preview = onStack("preview", other, "--as", "mlibrarian");
    String line =
        preview.lines().stream()
            .filter(found -> found.startsWith("./rollcall confirm "))
            .findFirst()
            .orElseThrow();
    String[] command = line.replace("./rollcall ", "").split(" ");

    CommandResult otherDigest =
        onStack("confirm", command[1], "--as", "mlibrarian", "--sha256", "0".repeat(64));
    CommandResult confirm = CommandResult.run((Object[]) command);
    CommandResult again = CommandResult.run((Object[]) command);

    assertThat(otherDigest.exitCode()).isEqualTo(2);
    assertThat(otherDigest.err()).contains("[OTHER_DIGEST]");
    assertThat(confirm.exitCode()).as(confirm.err()).isZero();
    assertThat(confirm.out()).contains("Confirm of " + command[1]);
    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(again.err()).contains("[ALREADY_CONFIRMED]");
  }

  @Test
  void confirm_withoutATerminal_shouldNeedTheDigest() throws IOException {
    CommandResult confirm = onStack("confirm", preview(USER), "--as", "mlibrarian");

    assertThat(confirm.exitCode()).isEqualTo(2);
    assertThat(confirm.err()).contains("--sha256 DIGEST", "[CONFIRM_WITHOUT_DIGEST]");
  }
}

package org.rollcall.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.cli.CommandResult.onStack;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.Given;
import org.rollcall.cli.AwsEnvironment;
import org.rollcall.cli.CommandResult;
import org.rollcall.local.LocalStack;

/** {@code rollcall undo}, and what {@code jobs}, {@code report} and {@code diff} show of it. */
class UndoCommandTest {

  private static final Path HOME = Path.of(System.getProperty("rollcall.home"));
  private static final String FLAG = " --stack " + LocalStack.NAME;

  private static final String EDITED = "aarav.patel.0073";
  private static final String OTHER = "amelie.lemaitre.0235";

  @TempDir static Path temp;
  @AutoClose static LocalStack stack;
  @AutoClose static AwsEnvironment environment;

  @BeforeAll
  static void open() {
    stack = LocalStack.open(temp.resolve("data"), HOME);
    stack.fill(true);
    environment = AwsEnvironment.of(stack.serve());
  }

  /** Runs a command that another one has printed. */
  private static CommandResult runPrinted(String line) {
    return CommandResult.runOnly((Object[]) line.replace("./rollcall ", "").split(" "));
  }

  private static String run(String change, String... members) throws IOException {
    Path file =
        Files.writeString(
            temp.resolve("job.json"),
            Given.jsonText(
                "{'job_name': 'New values', 'initiated_by': 'mlibrarian', 'set': {'members': ['%s']},"
                        .formatted(String.join("', '", members))
                    + " 'changes': {%s}}".formatted(change)));
    CommandResult result = onStack("run", file);
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result.jobId();
  }

  private static CommandResult undo(String id, Object... options) {
    List<Object> words = new ArrayList<>(List.of("undo", id, "--as", "mlibrarian"));
    words.addAll(List.of(options));
    return onStack(words.toArray());
  }

  private static JsonNode listed(String id) {
    for (JsonNode job : onStack("jobs", "--limit", 1000, "--json").json().path("jobs")) {
      if (job.path("job_id").asText().equals(id)) {
        return job;
      }
    }
    throw new AssertionError("not listed: " + id);
  }

  private static String group(String user) {
    return onStack("user", user).json().at("/user_group/value").asText();
  }

  private static List<String> actions(String id) {
    List<String> commands = new ArrayList<>();
    listed(id).path("next").forEach(line -> commands.add(line.asText().split(" ", 3)[1]));
    return commands;
  }

  @Test
  void undo_thenUndoOfIt_shouldUndoAndRedo() throws IOException {
    String before = group(OTHER);
    String job = run("'user_group': {'value': 'ALUMNI'}", OTHER);

    CommandResult preview = undo(job, "--preview");
    String confirmed = preview.lastLine();
    CommandResult undo = runPrinted(confirmed + " --json");
    String undone = group(OTHER);
    JsonNode whenUndone = listed(job);
    List<String> nextWhenUndone = actions(job);
    CommandResult report = onStack("report", undo.json().path("job_id").asText());
    CommandResult redo = runPrinted(report.lastLine());

    assertThat(preview.out()).contains("Undo of New values", "1  would be updated");
    assertThat(confirmed).startsWith("./rollcall confirm ").endsWith(" --as mlibrarian" + FLAG);
    assertThat(undone).isEqualTo(before).isNotEqualTo("ALUMNI");
    assertThat(whenUndone.path("undone_by")).isEqualTo(undo.json().path("job_id"));
    assertThat(nextWhenUndone).containsExactly("diff", "report", "undo");
    assertThat(report.out())
        .contains("To see what changed:\n", "\nTo redo the job:\n./rollcall undo ");
    assertThat(redo.exitCode()).as(redo.err()).isZero();
    assertThat(redo.out()).contains("Redo of New values", "1  updated");
    assertThat(group(OTHER)).isEqualTo("ALUMNI");
    assertThat(listed(job).has("undone_by")).isFalse();
    assertThat(listed(redo.jobId()).path("kind").asText()).isEqualTo("redo");
    assertThat(listed(redo.jobId()).path("undo_of")).isEqualTo(undo.json().path("job_id"));
  }

  @Test
  void undo_ofAJobThatOthersFollowed_shouldShowWhatItLeft() throws IOException {
    String job =
        run("'user_group': {'value': 'PHD'}, 'job_description': {'value': 'Tutor'}", EDITED);
    run("'user_group': {'value': 'STAFF'}", EDITED);

    CommandResult undo = undo(job);
    CommandResult diff = onStack("diff", undo.jobId());

    assertThat(undo.out()).contains("COMPLETED_WARNING");
    assertThat(group(EDITED)).isEqualTo("STAFF");
    assertThat(diff.out())
        .contains("  job_description: Tutor -> \"\"\n  remark: ", "[CHANGED_SINCE]");
  }

  @Test
  void options_shouldBeThoseOfTheInput() throws IOException {
    String job = run("'job_category': {'value': 'ACCESS'}", "Abdullah0208", EDITED);

    CommandResult first =
        undo(job, "--first", 1, "--include-staff", "--notify", "ACCOUNT_UPDATED", "--json");
    CommandResult unknownLetter = undo(job, "--notify", "NO_SUCH_TYPE");
    CommandResult firstInPreview = undo(job, "--first", 1, "--preview");

    assertThat(first.exitCode()).as(first.err() + first.out()).isEqualTo(3);
    assertThat(first.json().at("/counters/held_back").intValue()).isOne();
    assertThat(first.json().path("letter").asText()).isEqualTo("ACCOUNT_UPDATED");
    assertThat(unknownLetter.exitCode()).isEqualTo(2);
    assertThat(unknownLetter.err()).contains("NO_SUCH_TYPE");
    assertThat(firstInPreview.err()).contains("limits.first: ", "[NOT_IN_PREVIEW_OF_UNDO]");
    assertThat(actions(job)).doesNotContain("retry", "continue");
    String undo = first.json().path("job_id").asText();
    assertThat(onStack("jobs", "--limit", 4).out()).contains("undone in part by " + undo);
    onStack("continue", undo, "--as", "mlibrarian");
    assertThat(onStack("jobs", "--limit", 5).out())
        .contains("undone by " + undo)
        .doesNotContain("in part");
  }

  @Test
  void undo_thatIsRejected_shouldSayWhy() throws IOException {
    String job = run("'user_group': {'value': 'PHD'}", OTHER);

    CommandResult unknown = undo(job + "x");
    CommandResult powerless = onStack("undo", job, "--as", EDITED, "--json");
    CommandResult nobody = onStack("undo", job);

    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("undo: ", "did you mean \"" + job + "\"?");
    assertThat(powerless.exitCode()).isEqualTo(2);
    assertThat(powerless.json().toString()).contains("OPERATOR_WITHOUT_ROLE");
    assertThat(nobody.exitCode()).isEqualTo(2);
    assertThat(nobody.err()).contains("--as OPERATOR", "[OPERATOR_MISSING]");
  }

  @Test
  void undoneJob_shouldNotBeRetriedNorItsOtherPreviewsConfirmed() throws IOException {
    String job = run("'account_type': {'value': 'INTERNAL'}", "amelie.daubigne.0172");
    String preview = undo(job, "--preview").jobId();
    List<String> open = actions(preview);
    String undo = undo(job).jobId();

    assertThat(open).startsWith("confirm");
    assertThat(actions(preview)).doesNotContain("confirm");
    assertThat(actions(job)).containsExactly("diff", "report", "undo");
    assertThat(onStack("retry", job, "--as", "mlibrarian").err()).contains("[JOB_UNDONE]");
    assertThat(onStack("jobs", "--limit", 3).lines().subList(0, 4))
        .map(line -> line.replaceAll(" {2,}", "|"))
        .satisfiesExactly(
            heading -> assertThat(heading).endsWith("|OWED|UNDO|NEXT"),
            line -> assertThat(line).contains("|retry|", "|REJECTED|"),
            line -> assertThat(line).contains("|undo|", "|undoes " + job + "|diff, report, redo"),
            line -> assertThat(line).contains("|preview|"));
    assertThat(onStack("jobs", "--limit", 4).out()).contains("undone by " + undo);
  }
}

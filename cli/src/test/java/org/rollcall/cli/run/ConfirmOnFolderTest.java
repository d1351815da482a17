package org.rollcall.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.cli.CommandResult;
import org.rollcall.cli.command.CommandException;
import org.rollcall.json.Json;
import picocli.CommandLine;

/**
 * {@code rollcall confirm} without a digest on a data folder. With the digest, {@code
 * PreviewGuideTest} runs it.
 */
class ConfirmOnFolderTest {

  @TempDir static Path temp;
  static Path data;

  @BeforeAll
  static void init() {
    data = temp.resolve("data");
    assertThat(CommandResult.run("init", data).exitCode()).isZero();
  }

  private static CommandResult onFolder(Object first, Object... words) {
    Object[] all = new Object[words.length + 3];
    all[0] = first;
    System.arraycopy(words, 0, all, 1, words.length);
    all[words.length + 1] = "--data";
    all[words.length + 2] = data;
    return CommandResult.runOnly(all);
  }

  private static CommandResult preview(String... members) throws IOException {
    Path job =
        Files.writeString(
            temp.resolve("job.json"),
            """
            {"initiated_by": "mlibrarian", "set": {"members": ["%s", "%s"]},
             "changes": {"user_group": {"value": "ALUMNI"}}}
            """
                .formatted((Object[]) members));
    CommandResult preview = onFolder("preview", job);
    assertThat(preview.exitCode()).as(preview.err()).isZero();
    return preview;
  }

  /** Without a digest, on a terminal on which somebody answers. */
  private static CommandResult confirm(String id, String operator, String answer) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        new CommandLine(new ConfirmCommand(Optional.of(question -> answer)))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .setExecutionExceptionHandler(
                (e, failed, parsed) -> {
                  err.append(((CommandException) e).line());
                  return ((CommandException) e).exitCode();
                })
            .execute(id, "--as", operator, "--data", data.toString());
    return new CommandResult(exitCode, out.toString(), err.toString());
  }

  private static void requireSecondPerson(boolean isRequired) throws IOException {
    Path file = temp.resolve("institution.json");
    ObjectNode institution = (ObjectNode) onFolder("get", "institution.json").json();
    institution.remove("second_person");
    if (isRequired) {
      institution.putObject("second_person").put("above_members", 1);
    }
    Files.write(file, Json.bytes(institution));
    assertThat(onFolder("put", "institution.json", file).exitCode()).isZero();
  }

  @Test
  void confirm_shouldAskOnATerminalAndBeRefusedElsewhere() throws IOException {
    String id = preview("amelie.lemaitre.0235", "Abdullah0208").jobId();

    CommandResult elsewhere = onFolder("confirm", id, "--as", "mlibrarian");
    CommandResult no = confirm(id, "mlibrarian", "n");
    CommandResult yes = confirm(id, "mlibrarian", "yes");

    assertThat(elsewhere.exitCode()).isEqualTo(2);
    assertThat(elsewhere.err()).contains("--sha256 DIGEST", "[CONFIRM_WITHOUT_DIGEST]");
    assertThat(no.exitCode()).isEqualTo(2);
    assertThat(no.err()).contains("2  would be updated", "Digest ", "[NOT_CONFIRMED]");
    assertThat(yes.exitCode()).as(yes.err()).isZero();
    assertThat(yes.out()).contains("2  updated");
    assertThat(yes.lastLine()).startsWith("./rollcall diff ").endsWith(" --data " + data);
  }

  @Test
  void jobForTwoPeople_shouldNeedTheDigestFromTheOther() throws IOException {
    requireSecondPerson(true);
    CommandResult preview = preview("amelie.daubigne.0172", "aarav.patel.0073");

    CommandResult answered = confirm(preview.jobId(), "uadmin", "yes");
    String command = preview.lastLine().replace("./rollcall ", "");
    CommandResult same =
        CommandResult.runOnly((Object[]) command.replace("OPERATOR", "mlibrarian").split(" "));
    CommandResult other =
        CommandResult.runOnly((Object[]) command.replace("OPERATOR", "uadmin").split(" "));
    requireSecondPerson(false);

    assertThat(preview.out()).contains("\nTo do exactly this, as another OPERATOR:\n");
    assertThat(answered.exitCode()).isEqualTo(2);
    assertThat(answered.err()).contains("sha256: is missing", "[DIGEST_MISSING]");
    assertThat(same.exitCode()).isEqualTo(2);
    assertThat(same.err()).contains("[SAME_PERSON]");
    assertThat(other.exitCode()).as(other.err()).isZero();
  }
}

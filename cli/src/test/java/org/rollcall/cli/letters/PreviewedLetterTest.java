package org.rollcall.cli.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.Given;
import org.rollcall.cli.CommandResult;

/** The letters that members of a preview would get. */
class PreviewedLetterTest {

  private static final String USERS =
      """
      [{"primary_id": "desk", "account_type": "INTERNAL", "status": "ACTIVE",
        "user_role": [{"role_type": "21", "scope": "01RC_INST", "status": "ACTIVE"}]},
       {"primary_id": "reader", "account_type": "INTERNAL", "first_name": "Noor",
        "contact_info": {"email": [{"email_address": "noor@example.edu", "preferred": true}]}},
       {"primary_id": "silent", "account_type": "INTERNAL", "first_name": "Juno"},
       {"primary_id": "other", "account_type": "INTERNAL"}]
      """;

  private static final String JOB =
      """
      {"initiated_by": "desk", "mode": "%s", "set": {"members": [%s]},
       "changes": {"expiry_date": {"value": "2031-03-14"}} %s}
      """;

  @TempDir static Path temp;
  static Path data;
  static String preview;

  @BeforeAll
  static void init() throws IOException {
    data = temp.resolve("data");
    assertThat(CommandResult.run("init", data, "--empty").exitCode()).isZero();
    Path users = Files.writeString(temp.resolve("users.json"), USERS);
    assertThat(CommandResult.run("load", users, "--data", data).exitCode()).isZero();
    preview = run("PREVIEW", ", \"notify\": {\"type\": \"ACCOUNT_UPDATED\"}");
  }

  /** Runs a job, and returns its ID. */
  private static String run(String mode, String notify) throws IOException {
    String members = mode.equals("RUN") ? "\"other\"" : "\"reader\", \"silent\"";
    Path job = Files.writeString(temp.resolve("job.json"), JOB.formatted(mode, members, notify));
    return CommandResult.run("run", job, "--data", data, "--json").json().path("job_id").asText();
  }

  private static CommandResult letter(String... arguments) {
    Object[] all = new Object[arguments.length + 4];
    all[0] = "letters";
    all[1] = "preview";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    all[all.length - 2] = "--data";
    all[all.length - 1] = data;
    return CommandResult.run(all);
  }

  @Test
  void letterOfAMember_shouldBeThatAfterTheJob() {
    CommandResult letter = letter("--job", preview, "reader");

    assertThat(letter.exitCode()).as(letter.err()).isZero();
    assertThat(letter.out())
        .contains("To:        noor@example.edu", "March 14, 2031")
        .doesNotContain("Remark:");
  }

  @Test
  void memberWithoutALetter_shouldHaveARemark() {
    assertThat(letter("--job", preview, "silent").out())
        .contains("Remark:    no email address of the user is marked as preferred; the user does");
  }

  @Test
  void recordThatChangedSinceThePreview_shouldHaveARemark() throws IOException {
    String own = run("PREVIEW", ", \"notify\": {\"type\": \"ACCOUNT_UPDATED\"}");
    Path users =
        Files.writeString(
            temp.resolve("moved.json"), USERS.replace("noor@example.edu", "noor@moved.example"));
    assertThat(CommandResult.run("load", users, "--replace", "--data", data).exitCode()).isZero();

    assertThat(letter("--job", own, "reader").out())
        .contains("noor@moved.example")
        .contains("Remark:    the record has changed since the preview; a confirm skips this user");

    Files.writeString(users, USERS);
    assertThat(CommandResult.run("load", users, "--replace", "--data", data).exitCode()).isZero();
  }

  @Test
  void recordThatChangedWithoutEffectOnTheJob_shouldHaveNoRemark() throws IOException {
    Path users =
        Files.writeString(
            temp.resolve("named.json"),
            USERS.replace("\"Noor\"", "\"Noor\", \"expiry_date\": \"2029-01-31Z\""));
    assertThat(CommandResult.run("load", users, "--replace", "--data", data).exitCode()).isZero();

    assertThat(letter("--job", preview, "reader").out())
        .contains("March 14, 2031")
        .doesNotContain("Remark:");
  }

  @ParameterizedTest
  @CsvSource({
    "reader other, with --job there is no TYPE",
    "other, is not a member of the job",
    "nobody, no user has the primary ID nobody",
    "reader --job-name Test, --job-name is not valid with --job"
  })
  void argumentsOfALetter_shouldBeChecked(String arguments, String message) {
    CommandResult letter = letter(("--job " + preview + " " + arguments).split(" "));

    assertThat(letter.exitCode()).isEqualTo(2);
    assertThat(letter.err()).contains(message);
  }

  @Test
  void jobThatIsNoPreviewWithLetters_shouldBeRejected() throws IOException {
    for (String job : new String[] {run("PREVIEW", ""), run("RUN", "")}) {
      assertThat(letter("--job", job, "reader").err()).contains("NOT_A_PREVIEW_WITH_LETTERS");
    }
  }

  @Test
  void letterOfAnExpiredPreview_shouldNotBeShown() throws IOException {
    String expired = run("PREVIEW", ", \"notify\": {\"type\": \"ACCOUNT_UPDATED\"}");
    Path seal = data.resolve("objects/rollcall/jobs").resolve(expired).resolve("preview.json");
    String year = Given.json(Files.readString(seal)).path("expires").asText().substring(0, 4);
    Files.writeString(seal, Files.readString(seal).replace(year + "-", "2001-"));

    assertThat(letter("--job", expired, "reader").err()).contains("PREVIEW_HAS_EXPIRED");
  }

  @Test
  void typeWithoutUser_shouldBeRejected() {
    assertThat(letter("ACCOUNT_UPDATED").err()).contains("PRIMARY_ID is missing");
  }
}

package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.local.DeliveryFixture.patronWithMailbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.Given;
import org.rollcall.lambda.PrepareJob;
import org.rollcall.lambda.ReportJob;
import org.rollcall.user.state.LetterProgress;

/**
 * Jobs with the name of an earlier job, whose folder was deleted after the retention time, and
 * whose execution Step Functions has deleted.
 */
class ReusedNameFlowTest {

  private static final String CONVERT =
      """
      {'initiated_by': 'user.manager', 'set': {'members': ['%s']},
       'changes': {'account_type': {'value': 'INTERNAL'}},
       'notify': {'type': 'NOTIFY_PASSWORD_CHANGE'}}
      """;

  private static final String TO_EXTERNAL =
      """
      {'initiated_by': 'user.manager', 'set': {'members': ['%s']},
       'changes': {'account_type': {'value': 'EXTERNAL'}, 'external_id': {'value': 'SIS'}}}
      """;

  private static final String NOTIFY =
      """
      {'initiated_by': 'user.manager', 'set': {'members': ['%s']},
       'notify': {'type': 'ACCOUNT_UPDATED'}}
      """;

  private static final String GROUP =
      """
      {'initiated_by': 'user.manager', 'set': {'members': ['%s']},
       'changes': {'user_group': {'value': '%s'}}}
      """;

  @TempDir static Path folder;
  private static DeliveryFixture mail;
  private static TestLibrary library;

  @BeforeAll
  static void open() {
    mail = new DeliveryFixture(folder);
    library = mail.library();
  }

  @AfterAll
  static void close() {
    mail.close();
  }

  private static EndedJob run(String name, String input) {
    try (StateMachineRunner machine = library.stateMachine(library.wiring())) {
      return machine.run(name, input);
    }
  }

  /** Deletes a job's folder and its execution. */
  private static void delete(EndedJob job) {
    library.keys("jobs/" + job.id() + "/").forEach(library.wiring().bucket()::delete);
    deleteExecution(job);
  }

  private static void deleteExecution(EndedJob job) {
    try (Stream<Path> files = Files.list(folder.resolve("executions/" + job.id()))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void jobWithAReusedName_shouldChangeItsUsersAndWriteWithNewPasswords() {
    library.load(Patron.external("ana"));
    EndedJob first = run("yearly", CONVERT.formatted("ana"));
    String old = library.letterTo("ana@example.edu").password();
    delete(first);
    library.run(TO_EXTERNAL.formatted("ana"));

    EndedJob second = run("yearly", CONVERT.formatted("ana"));

    assertThat(second.result("ana")).isEqualTo("UPDATED");
    assertThat(second.cell("ana", "changes")).contains("account_type: EXTERNAL -> INTERNAL");
    assertThat(second.cell("ana", "credentials")).isEqualTo("RESET");
    assertThat(second.cell("ana", "letter")).isEqualTo("SENT");
    assertThat(library.stored("ana").user().code("account_type")).contains("INTERNAL");
    List<String> passwords =
        library.lettersTo("ana@example.edu").stream().map(InboxLetter::password).toList();
    assertThat(passwords).hasSize(2).doesNotHaveDuplicates().contains(old);
    for (String password : passwords) {
      assertThat(library.verdict("ana", password))
          .isEqualTo(password.equals(old) ? "WRONG" : "ACCEPTED");
    }
    assertThat(library.retry(second).count("members")).isZero();
    assertThat(library.reportAgain(second).status()).isEqualTo("COMPLETED_SUCCESS");
    assertThat(library.lettersTo("ana@example.edu")).hasSize(2);
  }

  @Test
  void jobWithAReusedName_shouldReportOnlyItsOwnChanges() {
    library.load(Patron.external("bea").with("user_group", "UG"), Patron.external("bob"));
    delete(run("weekly", GROUP.formatted("bea', 'bob", "ALUMNI")));

    EndedJob second = run("weekly", GROUP.formatted("bea", "STAFF"));

    assertThat(second.result("bea")).isEqualTo("UPDATED");
    assertThat(second.cell("bea", "changes")).isEqualTo("user_group: ALUMNI -> STAFF");
    assertThat(library.stored("bea").user().code("user_group")).contains("STAFF");
    delete(second);
    assertThat(run("weekly", GROUP.formatted("bea", "STAFF")).result("bea")).isEqualTo("UNCHANGED");
  }

  @Test
  void jobWithAReusedName_shouldSendItsLetterAgain() {
    library.load(Patron.internal("cid"));
    delete(run("news", NOTIFY.formatted("cid")));

    EndedJob second = run("news", NOTIFY.formatted("cid"));

    assertThat(second.cell("cid", "letter")).isEqualTo("SENT");
    assertThat(library.lettersTo("cid@example.edu")).hasSize(2);
  }

  @Test
  void jobWithAReusedName_thatHasReachedNobody_shouldNotReportTheEarlierJob() {
    library.load(Patron.external("dan"));
    EndedJob first = run("monthly", CONVERT.formatted("dan"));
    delete(first);
    JsonNode input = Given.json(CONVERT.formatted("dan"));
    TestLibrary.invoke(
        new PrepareJob(library.wiring()),
        "{'job_id': 'monthly', 'started': '%s', 'input': %s}"
            .formatted(library.wiring().clock().instant(), input));

    TestLibrary.invoke(new ReportJob(library.wiring()), "{'job_id': 'monthly'}");

    assertThat(first.result("dan")).isEqualTo("NOT_REACHED");
    assertThat(first.count("letters_sent")).isZero();
    assertThat(first.count("passwords_reset")).isZero();
  }

  @Test
  void eventOfALetterOfTheEarlierJob_shouldBeIgnored() {
    library.load(patronWithMailbox("bounce", "eve"));
    EndedJob first = run("late", NOTIFY.formatted("eve"));
    String event = mail.events("eve").get(0);
    delete(first);
    EndedJob second = run("late", NOTIFY.formatted("eve"));
    LetterProgress letter = mail.letter("eve", second);

    assertThat(mail.record(event)).hasToString("{\"recorded\":0,\"ignored\":1}");

    assertThat(mail.letter("eve", second)).isEqualTo(letter);
    assertThat(library.keys("jobs/late/deliveries/")).isEmpty();
  }

  @Test
  void nameOfAJobWhoseFolderIsNotEmpty_shouldBeRejected() {
    library.load(Patron.external("fay").with("user_group", "UG"));
    EndedJob first = run("kept", GROUP.formatted("fay", "ALUMNI"));
    String report = library.object("jobs/kept/report.json");
    delete(first);
    library.put("jobs/kept/report.json", report);

    EndedJob second = run("kept", GROUP.formatted("fay", "STAFF"));

    assertThat(second.execution().error()).isEqualTo("JobRejected");
    assertThat(second.errors().toString()).contains("jobs/kept/ has objects of an earlier job");
    assertThat(library.keys("jobs/kept/")).containsExactly("jobs/kept/report.json");
    assertThat(library.stored("fay").user().code("user_group")).contains("ALUMNI");
  }
}

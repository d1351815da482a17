package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.Given;
import org.rollcall.lambda.NotifyUser;
import org.rollcall.lambda.UpdateUser;
import org.rollcall.lambda.Wiring;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The letters of jobs that are undone, and the letters of undos and redos. */
class UndoLetterFlowTest {

  @TempDir static Path folder;
  @AutoClose static TestLibrary library;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder);
  }

  /** The state of the undone job's letter in the ledger of the undo. */
  private static String undoneLetter(EndedJob undo, String id) {
    return library.keys("jobs/" + undo.id() + "/outcomes/").stream()
        .flatMap(key -> library.object(key).lines())
        .map(Given::json)
        .filter(line -> line.path("primary_id").asText().equals(id))
        .map(line -> line.path("undone_letter").asText())
        .findFirst()
        .orElseThrow();
  }

  private static int letters(String id) {
    return library.lettersTo(id + "@example.edu").size();
  }

  /** Invokes the functions of a job once more, after its end. */
  private static void invokeLate(EndedJob job, String member, int chunk) {
    String event = "{'job_id': '%s', 'chunk': %d, ".formatted(job.id(), chunk);
    TestLibrary.invoke(new UpdateUser(library.wiring()), event + "'members': ['" + member + "']}");
    TestLibrary.invoke(
        new NotifyUser(library.wiring()),
        event + "'letters_due': 1, 'started': '" + Instant.now() + "'}");
  }

  /** A letter that SES has rejected, and one that no function could send. */
  @Test
  void owedLetter_shouldBeWithdrawnAndNeverSent() {
    for (String id : List.of("la", "lb")) {
      library.load(Patron.external(id));
      Wiring failing =
          id.equals("la")
              ? FailingServices.refused(id, library.wiring())
              : FailingServices.unsendable(id, library.wiring());
      EndedJob job = library.run(failing, LetterJobs.CONVERT.formatted(id));
      assertThat(job.cell(id, "letter_owed")).isEqualTo("YES");

      EndedJob undo = library.undo(job, "");
      library.reportAgain(job);
      invokeLate(job, id, 1);

      assertThat(undo.status()).isEqualTo("COMPLETED_SUCCESS");
      assertThat(undoneLetter(undo, id)).isEqualTo("WITHDRAWN");
      assertThat(job.cell(id, "letter")).isEqualTo("WITHDRAWN");
      assertThat(library.retry(job).errors()).containsOnlyKeys("retry");
      assertThat(letters(id)).isZero();
    }
  }

  /** The user's item has no letter, because the function failed before the first one. */
  @Test
  void letterThatWasNotStarted_shouldBeWithdrawnAndNeverSent() {
    library.load(Patron.external("lc"));
    Wiring dying =
        FaultyClient.forDynamoDb(
            library.wiring(),
            request -> {
              if (request instanceof UpdateItemRequest || request instanceof PutItemRequest) {
                throw new OutOfMemoryError("killed");
              }
            });
    EndedJob job = library.run(dying, LetterJobs.NOTIFY.formatted("lc"));
    assertThat(library.stored("lc").state().letterOf(job.reference())).isEmpty();

    EndedJob undo = library.undo(job, "");
    invokeLate(job, "lc", 1);

    assertThat(undoneLetter(undo, "lc")).isEqualTo("WITHDRAWN");
    assertThat(letters("lc")).isZero();
  }

  @Test
  void correction_shouldGoToExactlyThoseWhoHadGotTheLetter() {
    library.load(
        Patron.external("ld"),
        Patron.external("le").withoutEmail(),
        Patron.external("lf"),
        Patron.external("lg").with("user_group", "STAFF"),
        Patron.external("lh").email("bounce+lh@simulator.amazonses.com"));
    EndedJob job =
        library.run(
            FailingServices.refused("lf", library.wiring()),
            """
            {'initiated_by': 'user.manager', 'set': {'members': ['ld', 'le', 'lf', 'lg', 'lh']},
             'changes': {'user_group': {'value': 'STAFF'}}, 'notify': {'type': 'ACCOUNT_UPDATED'}}
            """);
    library.recordDeliveries();
    library.reportAgain(job);
    // The undo leaves this user's field alone. The letter was nevertheless wrong.
    library.run(
        """
        {'initiated_by': 'user.manager', 'set': {'members': ['ld']},
         'changes': {'user_group': {'value': 'ALUMNI'}}}
        """);

    EndedJob undo = library.undo(job, ", 'notify': {'type': 'ACCOUNT_UPDATED'}");

    assertThat(undo.count("letters_sent")).isEqualTo(2);
    assertThat(undo.cell("ld", "letter")).isEqualTo("SENT");
    assertThat(undo.result("ld")).isEqualTo("SKIPPED");
    assertThat(undo.cell("lg", "letter")).isEqualTo("SENT");
    assertThat(List.of("le", "lf", "lh"))
        .allSatisfy(id -> assertThat(undo.cell(id, "letter")).isEmpty());
    assertThat(List.of(undoneLetter(undo, "le"), undoneLetter(undo, "lf")))
        .containsOnly("WITHDRAWN");
    // The letter to lh was sent, and bounced.
    assertThat(List.of(undoneLetter(undo, "lg"), undoneLetter(undo, "lh"))).containsOnly("SENT");
    assertThat(undo.count("undone_letters_sent")).isEqualTo(3);
    library.reportAgain(job);
    assertThat(job.cell("lh", "letter")).isEqualTo("SENT");
    assertThat(job.cell("lh", "delivery")).isEqualTo("BOUNCED");
    assertThat(job.count("letters_owed")).isZero();
  }

  /** The function died after SES had accepted the letter, so that nobody knows that. */
  @Test
  void letterThatMayHaveBeenSent_shouldBeUnclearAndCorrected() {
    library.load(Patron.external("ln"));
    EndedJob job =
        library.run(
            FailingServices.dyingAfterTheLetterTo("ln", library),
            LetterJobs.NOTIFY.formatted("ln"));
    SettableClock later = new SettableClock();
    later.set(Instant.now().plusSeconds(60));

    EndedJob undo =
        library.run(
            FaultyClient.withClock(library.wiring(), later, later::sleep),
            "{'initiated_by': 'user.manager', 'undo': '"
                + job.id()
                + "', 'notify': {'type': 'ACCOUNT_UPDATED'}}");
    library.reportAgain(job);

    assertThat(undo.cell("ln", "undone_letter")).isEqualTo("UNCLEAR");
    assertThat(undo.count("undone_letters_unclear")).isEqualTo(1);
    assertThat(undo.page()).contains("Letter of the undone job: perhaps sent");
    assertThat(undo.cell("ln", "letter")).isEqualTo("SENT");
    assertThat(letters("ln")).isEqualTo(2);
    assertThat(job.cell("ln", "letter")).isEqualTo("UNCLEAR");
    assertThat(job.count("letters_owed")).isZero();
  }

  /** A user who was not changed had the letter as well. */
  @Test
  void redo_shouldSendTheLetterToAllWhoHadIt() {
    library.load(Patron.external("li"), Patron.external("lj").with("user_group", "STAFF"));
    library.load(Patron.external("lk"));
    EndedJob job =
        library.run(
            FailingServices.refused("lk", library.wiring()),
            """
            {'initiated_by': 'user.manager', 'set': {'members': ['li', 'lj', 'lk']},
             'changes': {'user_group': {'value': 'STAFF'}}, 'notify': {'type': 'ACCOUNT_UPDATED'}}
            """);
    EndedJob undo = library.undo(job, "");

    EndedJob redo = library.undo(undo, "");

    assertThat(redo.count("letters_sent")).isEqualTo(3);
    assertThat(letters("li")).isEqualTo(2);
    assertThat(letters("lj")).isEqualTo(2);
    assertThat(letters("lk")).isEqualTo(1);
  }

  @Test
  void redoOfAJobWithoutChanges_shouldSendTheLettersAgain() {
    library.load(Patron.external("ll"));
    EndedJob job = library.run(LetterJobs.NOTIFY.formatted("ll"));
    EndedJob undo = library.undo(job, "");

    EndedJob redo = library.undo(undo, "");

    assertThat(undoneLetter(undo, "ll")).isEqualTo("SENT");
    assertThat(redo.status()).isEqualTo("COMPLETED_SUCCESS");
    assertThat(letters("ll")).isEqualTo(2);
  }

  /** The letter of the job itself was withdrawn, and that of the redo was sent. */
  @Test
  void correctionAfterARedo_shouldGoToThoseWhoHadGotTheLetterOfTheRedo() {
    library.load(Patron.external("lm"));
    EndedJob job =
        library.run(
            FailingServices.refused("lm", library.wiring()), LetterJobs.CONVERT.formatted("lm"));
    library.undo(library.undo(job, ""), "");

    EndedJob undo = library.undo(job, ", 'notify': {'type': 'ACCOUNT_UPDATED'}");

    assertThat(undoneLetter(undo, "lm")).isEqualTo("SENT");
    assertThat(undo.cell("lm", "letter")).isEqualTo("SENT");
    assertThat(letters("lm")).isEqualTo(2);
  }
}

package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.local.LetterJobs.CONVERT;
import static org.rollcall.local.LetterJobs.NOTIFY;
import static org.rollcall.local.PrintFixture.ADDRESS;
import static org.rollcall.local.PrintFixture.listed;
import static org.rollcall.local.PrintFixture.mark;
import static org.rollcall.local.PrintFixture.page;
import static org.rollcall.local.PrintFixture.printed;
import static org.rollcall.local.PrintFixture.withAddresses;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.id.JobId;
import org.rollcall.lambda.NotifyUser;
import org.rollcall.lambda.Wiring;
import org.rollcall.print.PrintAnswer;
import org.rollcall.print.PrintRequest;
import org.rollcall.print.PrintedLetter;
import org.rollcall.set.JobSet.Members;
import org.rollcall.user.state.LetterProgress;
import org.rollcall.user.state.LetterProgress.State;
import org.rollcall.user.store.StoredUser;
import org.rollcall.user.store.UserModifiedException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Owed letters that are printed, marked, and not printed. */
class PrintLettersFlowTest {

  @TempDir static Path folder;
  @AutoClose static TestLibrary library;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder);
  }

  private static Patron converted(String id) {
    return withAddresses(Patron.external(id), ADDRESS);
  }

  @Test
  void letter_shouldHaveAddressAndPasswordThatIsAccepted() {
    library.load(converted("pam"));
    EndedJob job = library.run(CONVERT.formatted("pam"));

    PrintedLetter letter = page(library, job).letters().get(0);

    assertThat(letter.address())
        .containsExactly("Zephyrine Quatermain", "1 Mill Lane", "Rillcombe");
    assertThat(letter.typed()).hasSize(2).startsWith("pam");
    String password = letter.typed().get(1);
    assertThat(letter.text()).contains("\n" + password + "\n");
    assertThat(library.verdict("pam", password)).isEqualTo("ACCEPTED");
    assertThat(job.owed()).as("printing alone").containsExactly("NO_PREFERRED_EMAIL 1");
  }

  @Test
  void markedLetter_shouldNotBeOwedOrMailedAnyMore() {
    library.load(converted("max"));
    EndedJob job = library.run(CONVERT.formatted("max"));

    PrintAnswer marked = mark(library, job, List.of("max"));

    assertThat(marked.marked()).containsExactly("max");
    assertThat(job.owed()).isEmpty();
    assertThat(job.cell("max", "letter")).isEqualTo("PRINTED");
    assertThat(job.cell("max", "reason")).isEmpty();
    assertThat(job.count("letters_printed")).isEqualTo(1);
    assertThat(job.status()).isEqualTo("COMPLETED_SUCCESS");
    assertThat(job.page()).contains("Letters printed");
    assertThat(printed(page(library, job))).isEmpty();
    assertThat(mark(library, job, List.of("max")).marked()).as("again").containsExactly("max");
    library.load(Patron.internal("max"));
    assertThat(library.retry(job).count("members")).isZero();
    assertThat(library.lettersTo("max@example.edu")).isEmpty();
  }

  @Test
  void lateInvocation_shouldNotMailALetterThatIsMarked() {
    library.load(Patron.internal("lea"));
    EndedJob job =
        library.run(FailingServices.unsendable("lea", library.wiring()), NOTIFY.formatted("lea"));
    library.load(withAddresses(Patron.internal("lea"), ADDRESS));
    assertThat(mark(library, job, List.of("lea")).marked()).containsExactly("lea");
    library.load(Patron.internal("lea"));

    TestLibrary.invoke(
        new NotifyUser(library.wiring()),
        "{'job_id': '%s', 'chunk': 1, 'letters_due': 1, 'started': '2026-11-22T10:00:00Z'}"
            .formatted(job.id()));

    assertThat(library.lettersTo("lea@example.edu")).isEmpty();
    assertThat(library.reportAgain(job).cell("lea", "letter")).isEqualTo("PRINTED");
  }

  @Test
  void letterThatBounced_shouldBePrinted() {
    library.load(
        DeliveryFixture.patronWithMailbox("bounce", "bob")
            .withJson(
                "contact_info",
                "{'email': [{'email_address': 'bounce+bob@simulator.amazonses.com',"
                    + " 'preferred': true}], 'address': ["
                    + ADDRESS
                    + "]}"));
    EndedJob job = library.run(NOTIFY.formatted("bob"));
    library.recordDeliveries();

    assertThat(printed(page(library, job))).containsExactly("bob");
    mark(library, job, List.of("bob"));
    assertThat(job.owed()).isEmpty();
    assertThat(job.cell("bob", "reason_code")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a1 | {'line1': 'x', 'city': 'y'}                                    | NO_POSTAL_ADDRESS",
        "a2 | {'preferred': true, 'city': 'y'}                               | INCOMPLETE_POSTAL_ADDRESS",
        "a3 | {'preferred': true, 'line1': 'x'}                              | INCOMPLETE_POSTAL_ADDRESS",
        "a4 | {'preferred': true, 'line1': 'x', 'city': 'y', 'end_date': '2001-01-01Z'}"
            + " | POSTAL_ADDRESS_NOT_VALID_TODAY",
        "a5 | {'preferred': true, 'line1': 'x', 'city': 'y', 'start_date': '2999-01-01Z'}"
            + " | POSTAL_ADDRESS_NOT_VALID_TODAY",
        "a6 | {'preferred': true, 'line1': 'x', 'city': 'y', 'end_date': 'soon'}"
            + " | LETTER_NOT_PRINTABLE",
        "a7 | {'preferred': true, 'line1': 'x', 'city': 'y'}, {'preferred': true, 'line1': 'z'}"
            + " | SEVERAL_POSTAL_ADDRESSES"
      })
  void userWithoutAPostalAddress_shouldBeListed(String id, String addresses, String code) {
    library.load(withAddresses(Patron.internal(id), addresses));
    EndedJob job = library.run(NOTIFY.formatted(id));

    assertThat(page(library, job).letters()).isEmpty();
    assertThat(listed(page(library, job))).containsExactly(id + " " + code);
    assertThat(listed(mark(library, job, List.of(id)))).containsExactly(id + " " + code);
    assertThat(job.owed()).isNotEmpty();
  }

  @Test
  void userWithAnEmailAddress_shouldBeListedForARetry() {
    library.load(Patron.internal("eva"));
    EndedJob job =
        library.run(FailingServices.unsendable("eva", library.wiring()), NOTIFY.formatted("eva"));

    assertThat(listed(page(library, job))).containsExactly("eva HAS_EMAIL_ADDRESS");
  }

  @ParameterizedTest
  @CsvSource({"6, false", "8, true"})
  void password_shouldBePrintedOnlyIfItIsValidForSevenDays(int days, boolean isPrinted) {
    String id = "seven." + days;
    library.load(converted(id));
    EndedJob job =
        library.run(
            TestLibrary.withSetting(library.wiring(), "credentialLifetime", Duration.ofDays(days)),
            CONVERT.formatted(id));

    assertThat(printed(page(library, job))).isEqualTo(isPrinted ? List.of(id) : List.of());
    assertThat(listed(page(library, job)))
        .isEqualTo(isPrinted ? List.of() : List.of(id + " PASSWORD_EXPIRES_SOON"));
  }

  @Test
  void letterThatIsBeingMailed_shouldBeListed() throws UserModifiedException {
    library.load(converted("sen"));
    EndedJob job = library.run(CONVERT.formatted("sen"));
    StoredUser user = library.stored("sen");
    LetterProgress letter = user.state().letterOf(job.reference()).orElseThrow();
    library
        .wiring()
        .users()
        .saveState(user, user.state().withLetter(letter.asSending(Instant.now().plusSeconds(60))));

    assertThat(listed(page(library, job))).containsExactly("sen LETTER_BEING_MAILED");
  }

  @Test
  void letterThatIsNotOwedAnyMore_shouldNotBeMarked() {
    library.load(converted("nia"), converted("nat"));
    EndedJob job = library.run(CONVERT.formatted("nia', 'nat"));
    library.load(withAddresses(Patron.external("nia"), ADDRESS));
    library.deleteUser("nat");

    assertThat(listed(mark(library, job, List.of("nia", "nat"))))
        .containsExactly("nia LETTER_NOT_OWED", "nat LETTER_NOT_OWED");
    assertThat(job.count("letters_printed")).isZero();
  }

  @Test
  void recordThatOthersKeepWriting_shouldNotBeMarked() {
    library.load(converted("kit"));
    EndedJob job = library.run(CONVERT.formatted("kit"));
    Wiring contended =
        FaultyClient.forDynamoDb(
            library.wiring(),
            request -> {
              if (request instanceof UpdateItemRequest) {
                throw ConditionalCheckFailedException.builder().message("modified").build();
              }
            });

    assertThat(listed(PrintFixture.ask(contended, PrintRequest.mark(job.jobId(), List.of("kit")))))
        .containsExactly("kit RECORD_KEEPS_CHANGING");
  }

  @Test
  void undo_shouldCountAPrintedLetterAsSent() {
    library.load(converted("ulf"), converted("uma"));
    EndedJob job = library.run(CONVERT.formatted("ulf', 'uma"));
    mark(library, job, List.of("ulf"));

    EndedJob undo = library.undo(job, "");

    assertThat(undo.cell("ulf", "undone_letter")).isEqualTo("PRINTED");
    assertThat(undo.cell("uma", "undone_letter")).isEqualTo("WITHDRAWN");
    assertThat(undo.count("undone_letters_sent")).isEqualTo(1);
    assertThat(refusal(job.id())).isEqualTo("PRINTED_JOB_WITHOUT_LETTERS");
  }

  @Test
  void setOfAJob_shouldKnowPrintedLetters() {
    library.load(converted("sa"), converted("sb"));
    EndedJob job = library.run(CONVERT.formatted("sa', 'sb"));
    mark(library, job, List.of("sa"));

    assertThat(members(job, Members.PRINTED)).containsExactly("sa");
    assertThat(members(job, Members.OWED)).containsExactly("sb");
    assertThat(members(job, Members.SENT)).isEmpty();
  }

  private static List<String> members(EndedJob job, Members members) {
    EndedJob next =
        library.run(
            """
            {'initiated_by': 'user.manager', 'mode': 'PREVIEW',
             'set': {'type': 'JOB', 'job': '%s', 'members': '%s'},
             'changes': {'user_group': {'value': 'ALUMNI'}}}
            """
                .formatted(job.id(), members));
    return List.copyOf(next.users().keySet());
  }

  private static String refusal(String jobId) {
    return PrintFixture.ask(library.wiring(), PrintRequest.page(new JobId(jobId), Optional.empty()))
        .refused()
        .orElseThrow()
        .code();
  }

  @Test
  void jobWithoutOwedLetters_shouldBeRefused() {
    library.load(converted("pre"));
    EndedJob preview =
        library.run(
            CONVERT
                .formatted("pre")
                .replace("{'initiated_by'", "{'mode': 'PREVIEW', 'initiated_by'"));
    EndedJob silent =
        library.run(
            "{'initiated_by': 'user.manager', 'set': {'members': ['pre']},"
                + " 'changes': {'user_group': {'value': 'ALUMNI'}}}");

    assertThat(refusal("unknown")).isEqualTo("PRINTED_JOB_UNKNOWN");
    assertThat(refusal(preview.id())).isEqualTo("PRINTED_JOB_WITHOUT_LETTERS");
    assertThat(refusal(silent.id())).isEqualTo("PRINTED_JOB_WITHOUT_LETTERS");
  }

  @Test
  void jobWithoutAReport_shouldBeRefused() {
    library.load(converted("run"));
    EndedJob job = library.run(CONVERT.formatted("run"));
    library.wiring().bucket().delete("jobs/" + job.id() + "/report.json");

    assertThat(refusal(job.id())).isEqualTo("PRINTED_JOB_WITHOUT_REPORT");
  }

  @Test
  void markedLetter_shouldStayPrintedAfterALateEvent() {
    library.load(DeliveryFixture.patronWithMailbox("bounce", "liz"));
    EndedJob job = library.run(NOTIFY.formatted("liz"));
    library.recordDeliveries();
    String bounce =
        DeliveryFixture.event(
            job,
            "liz",
            "Bounce",
            "bounce: {bounceType: 'Permanent', bounceSubType: 'General', timestamp: '%s'}");
    library.load(withAddresses(Patron.internal("liz"), ADDRESS));
    mark(library, job, List.of("liz"));

    DeliveryFixture.record(library.wiring(), bounce);

    assertThat(library.stored("liz").state().letterOf(job.reference()).orElseThrow().state())
        .isEqualTo(State.PRINTED);
    assertThat(library.reportAgain(job).owed()).isEmpty();
  }
}

package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.local.FailingServices.dyingAfterTheLetterTo;
import static org.rollcall.local.FailingServices.failing;
import static org.rollcall.local.FailingServices.refused;
import static org.rollcall.local.FailingServices.unsendable;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.lambda.Wiring;
import org.rollcall.user.state.IssuedCredential;
import org.rollcall.user.store.StoredUser;
import org.rollcall.user.store.UserModifiedException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Retries of jobs. */
class RetryFlowTest {

  private static final String CONVERT =
      """
      {'job_name': 'Leavers', 'initiated_by': 'user.manager', 'set': {'members': ['%s']},
       'changes': {'account_type': {'value': 'INTERNAL'}},
       'notify': {'type': 'NOTIFY_PASSWORD_CHANGE'}}
      """;

  private static final String LETTER = "letters/NOTIFY_PASSWORD_CHANGE/en/body.txt";

  @TempDir static Path folder;
  static final SettableClock CLOCK = new SettableClock();
  @AutoClose static TestLibrary library;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder, CLOCK);
  }

  @AfterEach
  void resetClock() {
    CLOCK.reset();
  }

  @Test
  void retry_shouldProcessOnlyFailedUnreachedAndUnnotifiedMembers() {
    library.load(
        Patron.external("r1.done"),
        Patron.external("r1.broken").with("account_type", "SOMETHING"),
        Patron.external("r1.unlucky"),
        Patron.external("r1.untold"),
        Patron.external("r1.silent").withoutEmail(),
        Patron.internal("r1.internal"));
    String members = "r1.done', 'r1.broken', 'r1.unlucky', 'r1.untold', 'r1.silent', 'r1.internal";

    EndedJob job =
        library.run(
            failing("r1.unlucky", unsendable("r1.untold", library.wiring())),
            CONVERT.formatted(members + "', 'r1.nobody"));
    library.load(Patron.external("r1.broken"));
    EndedJob retry = retry(job);

    assertThat(job.status()).isEqualTo("FAILED");
    assertThat(retry.users().keySet())
        .containsExactly("r1.broken", "r1.unlucky", "r1.untold", "r1.silent");
    assertThat(retry.status()).isEqualTo("COMPLETED_WARNING");
    assertThat(retry.reason("r1.silent")).isEqualTo("NO_PREFERRED_EMAIL");
    assertThat(retry.report().path("retry_of").asText()).isEqualTo(job.id());
    assertThat(retry.report().path("job_name").asText()).isEqualTo("Leavers");
    for (String id : List.of("r1.broken", "r1.unlucky", "r1.untold")) {
      assertThat(library.stored(id).user().code("account_type")).contains("INTERNAL");
      String password = library.letterTo(id + "@example.edu").password();
      assertThat(library.verdict(id, password)).isEqualTo("ACCEPTED");
    }
    assertThat(library.lettersTo("r1.done@example.edu")).hasSize(1);
  }

  @Test
  void retry_shouldSendTheLetterSnapshotOfTheFirstJob() {
    library.load(Patron.external("r2"));
    EndedJob job = library.run(unsendable("r2", library.wiring()), CONVERT.formatted("r2"));
    String letter = library.object(LETTER);
    library.put(LETTER, "Rewritten {{credentials.temporary_password}}");
    try {
      retry(job);
    } finally {
      library.put(LETTER, letter);
    }

    assertThat(library.letterTo("r2@example.edu").text()).doesNotContain("Rewritten");
  }

  @Test
  void letterSentTwiceAfterALostResult_shouldHaveTheSamePassword() {
    CLOCK.set(Instant.parse("2026-11-22T10:00:00Z"));
    library.load(Patron.external("r3"));
    EndedJob job = library.run(dyingAfterTheLetterTo("r3", library), CONVERT.formatted("r3"));
    assertThat(job.cell("r3", "letter")).isEqualTo("FAILED");
    assertThat(job.reason("r3")).isEqualTo("IN_HAND");

    CLOCK.sleep(Duration.ofMinutes(5));
    EndedJob retry = retry(job);

    assertThat(retry.cell("r3", "letter")).isEqualTo("SENT");
    List<InboxLetter> letters = library.lettersTo("r3@example.edu");
    assertThat(letters).hasSize(2);
    assertThat(letters.get(0).password()).isEqualTo(letters.get(1).password());
    assertThat(library.verdict("r3", letters.get(0).password())).isEqualTo("ACCEPTED");
  }

  @Test
  void changeOfTheFirstJob_shouldNotBeRepeatedByARetry() {
    library.load(Patron.external("r4").with("expiry_date", "2030-01-31Z"));
    EndedJob job =
        library.run(
            unsendable("r4", library.wiring()),
            """
            {'initiated_by': 'user.manager', 'set': {'members': ['r4']},
             'changes': {'expiry_date': {'extend_by': 'P1Y'}}, 'notify': {'type': 'ACCOUNT_UPDATED'}}
            """);
    assertThat(job.cell("r4", "letter")).isEqualTo("FAILED");

    EndedJob retry = retry(job);

    assertThat(library.record("r4").path("expiry_date").asText()).isEqualTo("2031-01-31Z");
    assertThat(retry.cell("r4", "changes")).isEqualTo("expiry_date: 2030-01-31Z -> 2031-01-31Z");
    assertThat(retry.cell("r4", "letter")).isEqualTo("SENT");
  }

  @Test
  void jobWithoutChanges_shouldBeRetriedForMembersWithoutLetter() {
    library.load(Patron.external("r5.a"), Patron.external("r5.b"));
    String notice =
        "{'initiated_by': 'user.manager', 'set': {'members': ['r5.a', 'r5.b']},"
            + " 'notify': {'type': 'ACCOUNT_UPDATED'}}";
    EndedJob job = library.run(unsendable("r5.b", library.wiring()), notice);

    EndedJob retry = retry(job);

    assertThat(retry.users().keySet()).containsExactly("r5.b");
    assertThat(library.lettersTo("r5.a@example.edu")).hasSize(1);
    assertThat(library.lettersTo("r5.b@example.edu")).hasSize(1);
  }

  @Test
  void retryOfARetry_shouldProcessItsRemainingMembers() {
    library.load(Patron.external("r6.a"), Patron.external("r6.b"));
    EndedJob job =
        library.run(
            failing("r6.a", failing("r6.b", library.wiring())), CONVERT.formatted("r6.a', 'r6.b"));

    EndedJob second = retry(failing("r6.b", library.wiring()), job);
    EndedJob third = retry(second);

    assertThat(second.result("r6.a")).isEqualTo("UPDATED");
    assertThat(third.users().keySet()).containsExactly("r6.b");
    assertThat(third.report().path("retry_of").asText()).isEqualTo(second.id());
    assertThat(library.stored("r6.b").state().isChangedBy(job.reference())).isTrue();
    String password = library.letterTo("r6.b@example.edu").password();
    assertThat(library.verdict("r6.b", password)).isEqualTo("ACCEPTED");
  }

  @Test
  void secondRetry_shouldNotRepeatTheFirst() {
    library.load(
        Patron.external("r7.late"), Patron.external("r7.bad").with("account_type", "SOMETHING"));
    EndedJob job =
        library.run(failing("r7.late", library.wiring()), CONVERT.formatted("r7.late', 'r7.bad"));
    retry(job);
    library.load(Patron.external("r7.bad"));

    EndedJob again = retry(job);

    assertThat(again.result("r7.bad")).isEqualTo("UPDATED");
    assertThat(library.lettersTo("r7.late@example.edu")).hasSize(1);
    assertThat(library.lettersTo("r7.bad@example.edu")).hasSize(1);
  }

  @Test
  void retryDuringTheJob_shouldRepeatNothing() {
    library.load(
        Patron.external("r8.a").with("expiry_date", "2030-01-31Z"),
        Patron.external("r8.b").with("expiry_date", "2030-01-31Z"));
    AtomicInteger reads = new AtomicInteger();
    List<EndedJob> retries = new ArrayList<>();
    String id = TestLibrary.newJobId();
    Wiring retriedMeanwhile =
        FaultyClient.forDynamoDb(
            library.wiring(),
            request -> {
              if (request instanceof UpdateItemRequest && reads.incrementAndGet() == 1) {
                retries.add(library.run("{'initiated_by': 'user.manager', 'retry': '" + id + "'}"));
              }
            });
    EndedJob job;
    try (StateMachineRunner machine = library.stateMachine(retriedMeanwhile)) {
      job =
          machine.run(
              id,
              """
              {'initiated_by': 'user.manager', 'set': {'members': ['r8.a', 'r8.b']},
               'changes': {'account_type': {'value': 'INTERNAL'},
                           'expiry_date': {'extend_by': 'P1Y'}},
               'notify': {'type': 'NOTIFY_PASSWORD_CHANGE'}}
              """);
    }

    assertThat(retries).hasSize(1);
    for (String user : List.of("r8.a", "r8.b")) {
      assertThat(job.result(user)).isEqualTo("UPDATED");
      assertThat(library.record(user).path("expiry_date").asText()).isEqualTo("2031-01-31Z");
      String password = library.letterTo(user + "@example.edu").password();
      assertThat(library.verdict(user, password)).isEqualTo("ACCEPTED");
    }
  }

  @Test
  void membersWithAFailedSetQuery_shouldBeEvaluatedAgain() {
    library.load(
        Patron.external("r9.in").with("job_description", "nine"),
        Patron.external("r9.out").with("job_description", "boom"),
        Patron.external("r9.still").with("job_description", "boom"));
    EndedJob job =
        library.runVerbatim(
            """
            {"initiated_by": "user.manager",
             "set": {"query": "job_description = 'boom' ? $error('no') : job_description = 'nine'"},
             "changes": {"user_group": {"value": "ALUMNI"}}}
            """);
    assertThat(job.reason("r9.out")).isEqualTo("SET_QUERY_FAILED");
    library.load(Patron.external("r9.out").with("job_description", "nine"));

    EndedJob retry = retry(job);

    assertThat(retry.users().keySet()).containsExactlyInAnyOrder("r9.out", "r9.still");
    assertThat(retry.result("r9.out")).isEqualTo("UPDATED");
    assertThat(retry.reason("r9.still")).isEqualTo("SET_QUERY_FAILED");
  }

  @Test
  void completeJob_shouldLeaveNoMembersForARetry() {
    library.load(Patron.external("r10"));
    EndedJob job = library.run(CONVERT.formatted("r10"));

    EndedJob retry = retry(job);

    assertThat(retry.status()).isEqualTo("COMPLETED_NO_BULKS");
    assertThat(retry.count("members")).isZero();
    assertThat(library.lettersTo("r10@example.edu")).hasSize(1);
  }

  @Test
  void lettersRejectedBySes_shouldBeRetried() {
    library.load(Patron.external("r11"));
    EndedJob job = library.run(refused("r11", library.wiring()), CONVERT.formatted("r11"));
    assertThat(job.reason("r11")).isEqualTo("REFUSED");

    EndedJob retry = retry(job);

    assertThat(retry.cell("r11", "letter")).isEqualTo("SENT");
    assertThat(library.lettersTo("r11@example.edu")).hasSize(1);
  }

  @Test
  void retry_shouldHaveTheFailureLimitOfTheFirstJob() {
    for (int i = 0; i < 5; i++) {
      library.load(Patron.external("r16." + i).with("job_description", "sixteen"));
    }
    library.load(Patron.external("r16.0").with("job_description", "crash"));
    EndedJob job =
        library.run(
            failing("r16.4", library.wiring()),
            """
            {'initiated_by': 'user.manager',
             'set': {'query': 'job_description = "crash" ? $error("no") : job_description = "sixteen" or job_description = "crash"'},
             'changes': {'user_group': {'value': 'ALUMNI'}}, 'limits': {'max_failures_percent': 20}}
            """
                .replace("\"", "\\\""));
    assertThat(job.result("r16.4")).isEqualTo("NOT_REACHED");

    EndedJob retry = retry(job);

    assertThat(retry.reason("r16.0")).isEqualTo("SET_QUERY_FAILED");
    assertThat(retry.result("r16.4")).isEqualTo("UPDATED");
  }

  @Test
  void letterOfALateRetry_shouldHaveAPasswordThatIsValidForThirtyDays()
      throws UserModifiedException {
    library.load(Patron.external("r17"));
    EndedJob job = library.run(unsendable("r17", library.wiring()), CONVERT.formatted("r17"));
    StoredUser user = library.stored("r17");
    IssuedCredential issued = user.state().credential().orElseThrow();
    Instant past = Instant.now().minusSeconds(60);
    library
        .wiring()
        .users()
        .saveState(
            user,
            user.state()
                .withCredential(
                    Optional.of(IssuedCredential.of(issued.job(), issued.issued(), past))));

    retry(job);

    InboxLetter letter = library.letterTo("r17@example.edu");
    assertThat(library.verdict("r17", letter.password())).isEqualTo("ACCEPTED");
    assertThat(library.stored("r17").state().credential().orElseThrow().expires())
        .isAfter(issued.expires());
  }

  @ParameterizedTest
  @ValueSource(strings = {"EXTERNAL", "INTEXTAUTH", "SOMETHING"})
  void accountThatIsNoLongerInternal_shouldGetNoPasswordLetter(String type) {
    library.load(Patron.external("r18"));
    EndedJob job = library.run(unsendable("r18", library.wiring()), CONVERT.formatted("r18"));
    library.load(Patron.external("r18").with("account_type", type));

    EndedJob retry = retry(job);

    assertThat(retry.users()).isEmpty();
    assertThat(library.reportAgain(job).reason("r18")).isEqualTo("SUPERSEDED");
    assertThat(job.count("letters_given_up")).isEqualTo(1);
    assertThat(job.count("letters_owed")).isZero();
    assertThat(library.lettersTo("r18@example.edu")).isEmpty();
  }

  private static EndedJob retry(EndedJob job) {
    return retry(library.wiring(), job);
  }

  private static EndedJob retry(Wiring wiring, EndedJob job) {
    return library.run(wiring, "{'initiated_by': 'user.manager', 'retry': '" + job.id() + "'}");
  }
}

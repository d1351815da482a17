package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.local.FailingServices.refused;
import static org.rollcall.local.FailingServices.unsendable;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Letters that were not sent, or did not arrive, and what retries do about them. */
class OwedLetterFlowTest {

  private static final String CONVERT =
      """
      {'initiated_by': 'user.manager', 'set': {'members': ['%s']},
       'changes': {'account_type': {'value': 'INTERNAL'}},
       'notify': {'type': 'NOTIFY_PASSWORD_CHANGE'}}
      """;

  private static final String NOTIFY =
      """
      {'initiated_by': 'user.manager', 'set': {'members': ['%s']},
       'notify': {'type': 'ACCOUNT_UPDATED'}}
      """;

  private static final String SETTINGS = "letters/NOTIFY_PASSWORD_CHANGE/letter.json";
  private static final String SUBJECT = "letters/NOTIFY_PASSWORD_CHANGE/en/subject.txt";

  @TempDir static Path folder;
  @AutoClose static TestLibrary library;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder);
  }

  @AfterEach
  void reset() {
    library.sesAccount("{}");
    library.put(SETTINGS, "{}");
  }

  private static void assertHasPassword(String id, String address) {
    String password = library.letterTo(address).password();
    assertThat(library.verdict(id, password)).isEqualTo("ACCEPTED");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "none | NO_PREFERRED_EMAIL | {'email': []}",
        "two | SEVERAL_ADDRESSES | {'email': [{'email_address': 'a@example.edu', 'preferred': true}, {'email_address': 'b@example.edu', 'preferred': true}]}",
        "bad | UNUSABLE_ADDRESS | {'email': [{'email_address': 'a(home)@example.edu', 'preferred': true}]}"
      })
  void letterWithoutAnAddress_shouldBeSentByARetryAfterTheRecordIsCorrected(
      String name, String reason, String contact) {
    String id = "addr." + name;
    library.load(Patron.external(id).withJson("contact_info", contact.replace('\'', '"')));

    EndedJob job = library.run(CONVERT.formatted(id));
    EndedJob tooEarly = library.retry(job);
    library.load(Patron.internal(id));
    EndedJob retry = library.retry(job);

    assertThat(job.status()).isEqualTo("COMPLETED_WARNING");
    assertThat(job.cell(id, "letter_owed")).isEqualTo("YES");
    assertThat(owed(job)).containsExactly(reason + " 1");
    assertThat(job.object("report.html")).contains("1 letter owed", "and retry the job.");
    assertThat(tooEarly.status()).isEqualTo("COMPLETED_WARNING");
    assertThat(owed(tooEarly)).containsExactly(reason + " 1");
    assertThat(retry.status()).isEqualTo("COMPLETED_SUCCESS");
    assertThat(retry.cell(id, "letter_owed")).isEmpty();
    assertHasPassword(id, id + "@example.edu");
    library.reportAgain(job);
    assertThat(job.status()).isEqualTo("COMPLETED_SUCCESS");
    assertThat(job.cell(id, "letter")).isEqualTo("SENT");
    assertThat(owed(job)).isEmpty();
  }

  @Test
  void letterOfAJobWithoutChanges_shouldBeSentByARetryAfterTheRecordIsCorrected() {
    library.load(Patron.internal("plain").withoutEmail());

    EndedJob job = library.run(NOTIFY.formatted("plain"));
    library.load(Patron.internal("plain"));
    EndedJob retry = library.retry(job);

    assertThat(owed(job)).containsExactly("NO_PREFERRED_EMAIL 1");
    assertThat(retry.status()).isEqualTo("COMPLETED_SUCCESS");
    assertThat(library.lettersTo("plain@example.edu")).hasSize(1);
    assertThat(library.retry(job).count("members")).isZero();
  }

  @Test
  void letterThatBounced_shouldBeSentByARetryToAnotherAddressOnly() {
    library.load(DeliveryFixture.patronWithMailbox("bounce", "bo").with("account_type", "EXTERNAL"));
    EndedJob job = library.run(CONVERT.formatted("bo"));
    assertThat(job.status()).isEqualTo("COMPLETED_SUCCESS");

    library.recordDeliveries();
    library.reportAgain(job);
    EndedJob tooEarly = library.retry(job);
    library.load(Patron.internal("bo"));
    EndedJob retry = library.retry(tooEarly);

    assertThat(job.status()).isEqualTo("COMPLETED_WARNING");
    assertThat(owed(job)).containsExactly("LETTER_BOUNCED 1");
    assertThat(owed(tooEarly)).containsExactly("ADDRESS_BOUNCED 1");
    assertThat(library.lettersTo("bounce+bo@simulator.amazonses.com")).hasSize(1);
    assertThat(retry.cell("bo", "letter")).isEqualTo("SENT");
    assertHasPassword("bo", "bo@example.edu");
    library.recordDeliveries();
    assertThat(owed(library.reportAgain(job))).isEmpty();
    assertThat(job.cell("bo", "delivery")).isEqualTo("DELIVERED");
    assertThat(library.retry(job).count("members")).isZero();
    assertThat(library.lettersTo("bo@example.edu")).hasSize(1);
  }

  @Test
  void letterWithARejectedSender_shouldBeSentFromTheCorrectedSenderWithThePinnedTexts() {
    library.load(Patron.external("sy.a"), Patron.external("sy.b"));
    library.put(SETTINGS, "{\"from\": \"wrong@example.org\"}");
    EndedJob job =
        library.run(
            FaultyClient.forSes(
                TestLibrary.withOneLane(library.wiring()),
                request -> {
                  if (FailingServices.isLetterTo("sy.a", request)) {
                    library.sesAccount("{'unverified_senders': ['example.org']}");
                  }
                }),
            CONVERT.formatted("sy.a', 'sy.b"));
    assertThat(library.retry(job).errors()).containsOnlyKeys("notify");
    String subject = library.object(SUBJECT);
    library.put(SUBJECT, "Another subject");
    library.put(
        SETTINGS,
        "{\"from\": \"Right <right@example.edu>\", \"reply_to\": \"desk@example.edu\"}");

    EndedJob retry = library.retry(job);

    library.put(SUBJECT, subject);
    assertThat(job.cell("sy.a", "reason_code")).isEqualTo("SENDER_NOT_VERIFIED");
    assertThat(retry.status()).isEqualTo("COMPLETED_SUCCESS");
    for (String id : List.of("sy.a", "sy.b")) {
      InboxLetter letter = library.letterTo(id + "@example.edu");
      assertThat(letter.from()).contains("right@example.edu");
      assertThat(letter.replyTo()).contains("desk@example.edu");
      assertThat(letter.subject()).isEqualTo(subject.strip());
      assertHasPassword(id, id + "@example.edu");
    }
  }

  @Test
  void letterFromTheStacksSender_shouldBeSentFromTheSenderThatTheStackHasNow() {
    library.load(Patron.external("sue"));
    EndedJob job = library.run(unsendable("sue", library.wiring()), CONVERT.formatted("sue"));

    library.run(
        TestLibrary.withSetting(library.wiring(), "sender", Optional.of("new@example.edu")),
        "{'initiated_by': 'user.manager', 'retry': '" + job.id() + "'}");

    assertThat(library.letterTo("sue@example.edu").from()).contains("new@example.edu");
  }

  @Test
  void senderThatIsCorrectedWrongly_shouldRejectTheRetry() {
    library.load(Patron.external("sol"));
    EndedJob job = library.run(unsendable("sol", library.wiring()), CONVERT.formatted("sol"));
    library.put(SETTINGS, "{\"from\": \"nobody\"}");

    EndedJob retry = library.retry(job);

    assertThat(retry.errors()).containsOnlyKeys(SETTINGS + ": from");
  }

  @Test
  void letterToAnUnverifiedRecipient_shouldBeSentOutsideTheSandbox() {
    library.load(Patron.external("sam"));
    library.sesAccount("{'unverified_recipients': ['example.edu']}");
    EndedJob job = library.run(CONVERT.formatted("sam"));
    library.sesAccount("{}");

    EndedJob retry = library.retry(job);

    assertThat(owed(job)).containsExactly("RECIPIENT_NOT_VERIFIED 1");
    assertThat(retry.status()).isEqualTo("COMPLETED_SUCCESS");
    assertHasPassword("sam", "sam@example.edu");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'sending_enabled': false} | SENDING_PAUSED",
        "{'max_24_hour_send': 1} | DAILY_QUOTA_SPENT"
      })
  void letterOfAnAccountThatCouldNotSend_shouldBeSentWhenItCan(String account, String reason) {
    String id = "acc." + reason.charAt(0);
    library.load(Patron.external("first." + id), Patron.external(id));
    EndedJob job =
        library.run(
            TestLibrary.withOneLane(
                FaultyClient.forSes(
                    library.wiring(),
                    request -> {
                      if (FailingServices.isLetterTo(id, request)) {
                        library.sesAccount(account.replace('\'', '"'));
                      }
                    })),
            CONVERT.formatted("first." + id + "', '" + id));
    library.sesAccount("{}");

    EndedJob retry = library.retry(job);

    assertThat(owed(job)).containsExactly(reason + " 1");
    assertThat(retry.status()).isEqualTo("COMPLETED_SUCCESS");
    assertHasPassword(id, id + "@example.edu");
    assertThat(library.lettersTo("first." + id + "@example.edu")).hasSize(1);
  }

  @Test
  void letterOfAUserWhoOptedOutSince_shouldNotBeOwed() {
    library.put("letters/HINTS/letter.json", "{\"respects_opt_out\": true}");
    for (String file : List.of("subject.txt", "body.txt", "body.html")) {
      library.put("letters/HINTS/en/" + file, "Hints");
    }
    library.load(Patron.internal("otto"), Patron.internal("olga").withoutEmail());
    EndedJob job =
        library.run(
            refused("otto", library.wiring()),
            "{'initiated_by': 'user.manager', 'set': {'members': ['otto', 'olga']},"
                + " 'changes': {'user_group': {'value': 'ALUMNI'}}, 'notify': {'type': 'HINTS'}}");
    assertThat(owed(job)).containsExactlyInAnyOrder("REFUSED 1", "NO_PREFERRED_EMAIL 1");
    String optedOut = "[{'code': {'value': 'HINTS'}, 'value': 'false'}]";
    library.load(
        Patron.internal("otto").withJson("library_notice", optedOut),
        Patron.internal("olga").withJson("library_notice", optedOut));

    EndedJob retry = library.retry(job);

    assertThat(retry.count("members")).isZero();
    assertThat(owed(library.reportAgain(job))).isEmpty();
    assertThat(job.cell("otto", "letter")).isEqualTo("OPTED_OUT");
    assertThat(job.count("opted_out")).isEqualTo(2);
    assertThat(job.status()).isEqualTo("COMPLETED_SUCCESS");
  }

  @Test
  void letterWithAPasswordThatALaterJobReplaced_shouldNotBeOwed() {
    library.load(Patron.external("pia"));
    EndedJob first = library.run(unsendable("pia", library.wiring()), CONVERT.formatted("pia"));
    library.load(Patron.external("pia"));
    EndedJob later = library.run(CONVERT.formatted("pia"));

    EndedJob retry = library.retry(first);

    assertThat(later.cell("pia", "letter")).isEqualTo("SENT");
    assertThat(retry.count("members")).isZero();
    assertThat(library.reportAgain(first).cell("pia", "letter")).isEqualTo("GIVEN_UP");
    assertThat(first.reason("pia")).isEqualTo("SUPERSEDED");
    assertThat(first.count("letters_given_up")).isEqualTo(1);
    assertHasPassword("pia", "pia@example.edu");
  }

  @Test
  void letterOfADeletedUser_shouldNotBeOwed() {
    library.load(Patron.external("del"));
    EndedJob job = library.run(unsendable("del", library.wiring()), CONVERT.formatted("del"));
    library.deleteUser("del");

    assertThat(library.retry(job).count("members")).isZero();
    assertThat(library.reportAgain(job).reason("del")).isEqualTo("NOT_FOUND");
    assertThat(owed(job)).isEmpty();
  }

  @Test
  void testOfLetters_shouldOweNothing() {
    library.load(Patron.external("tess").withoutEmail());

    EndedJob job =
        library.run(
            "{'initiated_by': 'user.manager', 'set': {'members': ['tess']},"
                + " 'notify': {'type': 'ACCOUNT_UPDATED', 'test_to': 'me@example.edu'}}");

    assertThat(job.count("letters_owed")).isZero();
    assertThat(job.cell("tess", "letter_owed")).isEmpty();
  }

  @Test
  void olderOwedLetter_thatTooManyLettersDisplace_shouldBeReported() {
    library.load(Patron.internal("lim").withoutEmail());
    EndedJob first = library.run(grouped("lim", "G0"));
    EndedJob last = first;
    for (int i = 1; i <= 10; i++) {
      last = library.run(grouped("lim", "G" + i));
    }

    assertThat(last.reason("lim")).isEqualTo("NO_PREFERRED_EMAIL");
    assertThat(library.reportAgain(first).cell("lim", "letter")).isEqualTo("GIVEN_UP");
    assertThat(first.reason("lim")).isEqualTo("LETTER_DROPPED");
    library.load(Patron.internal("lim"));
    EndedJob eleventh = library.run(grouped("lim", "G11"));
    assertThat(eleventh.cell("lim", "reason")).contains("OWED_LETTER_DROPPED: ");
    assertThat(library.retry(last).cell("lim", "letter")).isEqualTo("SENT");
  }

  private static String grouped(String id, String group) {
    return "{'initiated_by': 'user.manager', 'set': {'members': ['%s']},"
            .formatted(id)
        + " 'changes': {'user_group': {'value': '%s'}}, 'notify': {'type': 'ACCOUNT_UPDATED'}}"
            .formatted(group);
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", "broken", "bounced"})
  void conversionOnlyOfReachableUsers_shouldSkipTheOthers(String kind) {
    Patron patron = Patron.external("reach." + kind);
    switch (kind) {
      case "missing" -> patron.withoutEmail();
      case "broken" -> patron.email("a b@example.edu");
      default -> {
        library.load(patron.email("bounce+reach@simulator.amazonses.com"));
        library.run(NOTIFY.formatted("reach." + kind));
        library.recordDeliveries();
      }
    }
    library.load(patron, Patron.external("reach.ok." + kind));

    EndedJob job =
        library.run(
            CONVERT
                .formatted("reach." + kind + "', 'reach.ok." + kind)
                .replace("'INTERNAL'", "'INTERNAL', 'only_if_reachable': true"));

    assertThat(job.result("reach." + kind)).isEqualTo("SKIPPED");
    assertThat(job.reason("reach." + kind)).isEqualTo("NOT_REACHABLE");
    assertThat(library.stored("reach." + kind).user().code("account_type")).contains("EXTERNAL");
    assertThat(job.cell("reach.ok." + kind, "letter")).isEqualTo("SENT");
    assertThat(owed(job)).isEmpty();
  }

  /** The owed letters of a job's report: reason and number. */
  private static List<String> owed(EndedJob job) {
    List<JsonNode> groups = new java.util.ArrayList<>();
    job.report().path("owed_letters").forEach(groups::add);
    return groups.stream()
        .map(group -> group.path("reason").asText() + " " + group.path("letters").asInt())
        .toList();
  }
}

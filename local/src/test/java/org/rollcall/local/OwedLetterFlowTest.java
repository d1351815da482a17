package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.local.FailingServices.unsendable;
import static org.rollcall.local.LetterJobs.CONVERT;
import static org.rollcall.local.LetterJobs.NOTIFY;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.lambda.NotifyUser;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Letters that were not sent, or did not arrive, and what retries do about them. */
class OwedLetterFlowTest {

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
    assertThat(job.owed()).containsExactly(reason + " 1");
    assertThat(job.page()).contains("1 letter owed", "then retry the job");
    assertThat(tooEarly.status()).isEqualTo("COMPLETED_WARNING");
    assertThat(tooEarly.owed()).containsExactly(reason + " 1");
    assertThat(retry.status()).isEqualTo("COMPLETED_SUCCESS");
    assertThat(retry.cell(id, "letter_owed")).isEmpty();
    assertHasPassword(id, id + "@example.edu");
    library.reportAgain(job);
    assertThat(job.status()).isEqualTo("COMPLETED_SUCCESS");
    assertThat(job.cell(id, "letter")).isEqualTo("SENT");
    assertThat(job.owed()).isEmpty();
  }

  @Test
  void letterOfAJobWithoutChanges_shouldBeSentByARetryAfterTheRecordIsCorrected() {
    library.load(Patron.internal("plain").withoutEmail());

    EndedJob job = library.run(NOTIFY.formatted("plain"));
    library.load(Patron.internal("plain"));
    EndedJob retry = library.retry(job);

    assertThat(job.owed()).containsExactly("NO_PREFERRED_EMAIL 1");
    assertThat(retry.status()).isEqualTo("COMPLETED_SUCCESS");
    assertThat(library.lettersTo("plain@example.edu")).hasSize(1);
    assertThat(library.retry(job).count("members")).isZero();
  }

  @Test
  void letterThatBounced_shouldBeSentByARetryToAnotherAddressOnly() {
    library.load(
        DeliveryFixture.patronWithMailbox("bounce", "bo").with("account_type", "EXTERNAL"));
    EndedJob job = library.run(CONVERT.formatted("bo"));
    assertThat(job.status()).isEqualTo("COMPLETED_SUCCESS");

    library.recordDeliveries();
    library.reportAgain(job);
    EndedJob tooEarly = library.retry(job);
    library.load(Patron.internal("bo"));
    EndedJob retry = library.retry(tooEarly);

    assertThat(job.status()).isEqualTo("COMPLETED_WARNING");
    assertThat(job.owed()).containsExactly("LETTER_BOUNCED 1");
    assertThat(tooEarly.owed()).containsExactly("ADDRESS_BOUNCED 1");
    assertThat(library.lettersTo("bounce+bo@simulator.amazonses.com")).hasSize(1);
    assertThat(retry.cell("bo", "letter")).isEqualTo("SENT");
    assertHasPassword("bo", "bo@example.edu");
    library.recordDeliveries();
    assertThat(library.reportAgain(job).owed()).isEmpty();
    assertThat(job.cell("bo", "delivery")).isEqualTo("DELIVERED");
    assertThat(library.retry(job).count("members")).isZero();
    assertThat(library.lettersTo("bo@example.edu")).hasSize(1);
  }

  @Test
  void letterToASuppressedAddress_shouldBeSentAgainToTheSameAddress() {
    library.load(Patron.internal("sid"));
    EndedJob job = library.run(NOTIFY.formatted("sid"));
    DeliveryFixture.record(
        library.wiring(),
        DeliveryFixture.event(
            job,
            "sid",
            "Complaint",
            "complaint: {complaintSubType: 'OnAccountSuppressionList', timestamp: '%s'}"));

    EndedJob retry = library.retry(job);

    assertThat(library.reportAgain(job).owed()).isEmpty();
    assertThat(retry.cell("sid", "letter")).isEqualTo("SENT");
    assertThat(library.lettersTo("sid@example.edu")).hasSize(2);
    assertThat(library.retry(job).count("members")).isZero();
  }

  @Test
  void letterOfARetryThatDidNotArrive_shouldBeOwedAlsoByAFirstJobThatRecordedItLate() {
    library.load(Patron.internal("lena"));
    EndedJob job = library.run(unsendable("lena", library.wiring()), NOTIFY.formatted("lena"));
    EndedJob retry = library.retry(job);
    String lateInvocation =
        "{'job_id': '%s', 'chunk': 1, 'letters_due': 1, 'started': '2026-11-22T10:00:00Z'}";
    TestLibrary.invoke(new NotifyUser(library.wiring()), lateInvocation.formatted(job.id()));
    DeliveryFixture.record(
        library.wiring(),
        DeliveryFixture.event(
            retry,
            "lena",
            "Complaint",
            "complaint: {complaintSubType: 'OnAccountSuppressionList', timestamp: '%s'}"));

    assertThat(library.reportAgain(job).owed()).containsExactly("LETTER_SUPPRESSED 1");
    assertThat(library.retry(job).cell("lena", "letter")).isEqualTo("SENT");
    assertThat(library.lettersTo("lena@example.edu")).hasSize(2);
    assertThat(library.reportAgain(job).owed()).isEmpty();
  }

  @Test
  void lateEventOfABouncedLetter_shouldNotBeTakenForTheLetterThatIsBeingSentAgain() {
    library.load(DeliveryFixture.patronWithMailbox("bounce", "liv"));
    EndedJob job = library.run(NOTIFY.formatted("liv"));
    library.recordDeliveries();
    String bounce =
        DeliveryFixture.event(
            library.reportAgain(job),
            "liv",
            "Bounce",
            "bounce: {bounceType: 'Permanent', bounceSubType: 'General', timestamp: '%s'}");
    library.load(Patron.internal("liv"));

    EndedJob retry =
        library.run(
            FaultyClient.forSes(
                library.wiring(),
                request -> {
                  if (FailingServices.isLetterTo("liv", request)) {
                    DeliveryFixture.record(library.wiring(), bounce);
                  }
                }),
            "{'initiated_by': 'user.manager', 'retry': '" + job.id() + "'}");

    assertThat(retry.cell("liv", "letter")).isEqualTo("SENT");
    assertThat(library.retry(job).count("members")).isZero();
    assertThat(library.lettersTo("liv@example.edu")).hasSize(1);
  }

  @Test
  void letterThatCouldNotBeMarked_shouldBeSentByARetryAfterTheRecordIsSmaller() {
    library.load(Patron.internal("wil"));
    AtomicInteger writes = new AtomicInteger();
    EndedJob job =
        library.run(
            FaultyClient.forDynamoDb(
                library.wiring(),
                request -> {
                  if (request instanceof UpdateItemRequest && writes.incrementAndGet() == 1) {
                    throw DynamoDbException.builder()
                        .awsErrorDetails(
                            AwsErrorDetails.builder().errorCode("ValidationException").build())
                        .statusCode(400)
                        .build();
                  }
                }),
            NOTIFY.formatted("wil"));

    EndedJob retry = library.retry(job);

    assertThat(job.owed()).containsExactly("WRITE_REFUSED 1");
    assertThat(retry.cell("wil", "letter")).isEqualTo("SENT");
    assertThat(library.lettersTo("wil@example.edu")).hasSize(1);
  }

  @Test
  void letterOfABrokenRecord_shouldBeSentByARetryAfterTheRecordIsCorrected() {
    library.load(Patron.internal("bri").with("expiry_date", "31/12/2026"));
    EndedJob job = library.run(NOTIFY.formatted("bri"));
    library.load(Patron.internal("bri"));

    EndedJob retry = library.retry(job);

    assertThat(job.owed()).containsExactly("BROKEN_RECORD 1");
    assertThat(retry.cell("bri", "letter")).isEqualTo("SENT");
    assertThat(library.lettersTo("bri@example.edu")).hasSize(1);
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
        SETTINGS, "{\"from\": \"Right <right@example.edu>\", \"reply_to\": \"desk@example.edu\"}");

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

    assertThat(job.owed()).containsExactly("RECIPIENT_NOT_VERIFIED 1");
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

    assertThat(job.owed()).containsExactly(reason + " 1");
    assertThat(retry.status()).isEqualTo("COMPLETED_SUCCESS");
    assertHasPassword(id, id + "@example.edu");
    assertThat(library.lettersTo("first." + id + "@example.edu")).hasSize(1);
  }
}

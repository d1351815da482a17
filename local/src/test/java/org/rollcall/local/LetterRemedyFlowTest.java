package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.local.LetterJobs.CONVERT;
import static org.rollcall.local.LetterJobs.NOTIFY;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.lambda.Wiring;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.ses.model.SesException;

/** The remedies that the documents name for letters that Amazon SES refuses or does not deliver. */
class LetterRemedyFlowTest {

  private static final String SUBJECT = "letters/ACCOUNT_UPDATED/en/subject.txt";

  private static final String SUPPRESSED =
      "bounce: {bounceType: 'Permanent', bounceSubType: 'OnAccountSuppressionList',"
          + " timestamp: '%s'}";

  @TempDir static Path folder;
  @AutoClose static TestLibrary library;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder);
  }

  private static Wiring failingWith(String id, int status, String code) {
    return FaultyClient.forSes(
        library.wiring(),
        request -> {
          if (FailingServices.isLetterTo(id, request)) {
            throw SesException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
          }
        });
  }

  @ParameterizedTest
  @CsvSource({
    "400, ConfigurationSetDoesNotExist, SENDING_DENIED",
    "403, AccessDenied, SENDING_DENIED",
    "400, InvalidParameterValue, REFUSED",
    "400, SomethingNew, SES_FAILED",
    "500, InternalFailure, SES_UNCLEAR"
  })
  void letterThatSesDidNotAccept_shouldBeSentByARetryWithTheSamePassword(
      int status, String code, String reason) {
    String id = "no." + code;
    library.load(Patron.external(id));
    EndedJob job = library.run(failingWith(id, status, code), CONVERT.formatted(id));
    SettableClock later = new SettableClock();
    later.set(Instant.now().plusSeconds(60));

    EndedJob retry =
        library.run(
            FaultyClient.withClock(library.wiring(), later, later::sleep),
            "{'initiated_by': 'user.manager', 'retry': '" + job.id() + "'}");

    assertThat(job.owed()).containsExactly(reason + " 1");
    assertThat(retry.cell(id, "letter")).isEqualTo("SENT");
    assertThat(library.verdict(id, library.letterTo(id + "@example.edu").password()))
        .isEqualTo("ACCEPTED");
    assertThat(library.reportAgain(job).owed()).isEmpty();
  }

  @Test
  void letterWithAVirus_shouldBeSentWithTheSameTextsByARetryAndWithOthersByANewJob() {
    library.load(Patron.internal("vik"));
    EndedJob job = library.run(NOTIFY.formatted("vik"));
    DeliveryFixture.record(
        library.wiring(), DeliveryFixture.event(job, "vik", "Reject", "reject: {reason: 'Bad'}"));
    String subject = library.object(SUBJECT);
    library.put(SUBJECT, "Without the file");

    library.reportAgain(job);
    EndedJob retry = library.retry(job);
    EndedJob other = library.run(NOTIFY.formatted("vik"));

    library.put(SUBJECT, subject);
    assertThat(job.owed()).containsExactly("LETTER_REJECTED 1");
    assertThat(retry.cell("vik", "letter")).isEqualTo("SENT");
    assertThat(other.cell("vik", "letter")).isEqualTo("SENT");
    assertThat(library.lettersTo("vik@example.edu").stream().map(InboxLetter::subject))
        .containsExactlyInAnyOrder(subject.strip(), subject.strip(), "Without the file");
  }

  @Test
  void suppressedLetter_shouldBeOwedByEachRetryUntilTheAddressIsRemovedFromTheList() {
    library.load(Patron.external("sup"));
    EndedJob job = library.run(CONVERT.formatted("sup"));
    DeliveryFixture.record(
        library.wiring(), DeliveryFixture.event(job, "sup", "Bounce", SUPPRESSED));
    library.reportAgain(job);
    EndedJob tooEarly = library.retry(job);
    DeliveryFixture.record(
        library.wiring(), DeliveryFixture.event(tooEarly, "sup", "Bounce", SUPPRESSED));
    library.reportAgain(tooEarly);

    EndedJob retry = library.retry(tooEarly);
    library.recordDeliveries();

    assertThat(job.owed()).containsExactly("LETTER_SUPPRESSED 1");
    assertThat(tooEarly.owed()).containsExactly("LETTER_SUPPRESSED 1");
    assertThat(retry.cell("sup", "letter")).isEqualTo("SENT");
    for (EndedJob earlier : new EndedJob[] {job, tooEarly}) {
      assertThat(library.reportAgain(earlier).owed()).isEmpty();
      assertThat(earlier.status()).isEqualTo("COMPLETED_SUCCESS");
      assertThat(earlier.cell("sup", "letter")).isEqualTo("SENT");
      assertThat(library.retry(earlier).count("members")).isZero();
    }
    assertThat(library.lettersTo("sup@example.edu")).hasSize(3);
  }

  @Test
  void suppressedLetter_shouldBeSentToAnotherAddress() {
    library.load(Patron.internal("sue"));
    EndedJob job = library.run(NOTIFY.formatted("sue"));
    DeliveryFixture.record(
        library.wiring(), DeliveryFixture.event(job, "sue", "Bounce", SUPPRESSED));
    library.load(Patron.internal("sue").email("sue.new@example.edu"));

    EndedJob retry = library.retry(job);

    assertThat(retry.status()).isEqualTo("COMPLETED_SUCCESS");
    assertThat(library.lettersTo("sue.new@example.edu")).hasSize(1);
  }
}

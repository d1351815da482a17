package org.rollcall.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.Given;
import org.rollcall.id.JobId;
import org.rollcall.letter.ses.LetterTags;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.Delivery.Kind;

/** Reads messages in the formats of SES's documentation. The persons are invented. */
class SesMessageTest {

  /** The user's tag is {@code jdoe} in base64url. */
  private static final String MAIL =
      """
      mail: {
        timestamp: '2026-11-22T10:00:00.000Z', messageId: 'm-1',
        source: 'library@example.edu', sendingAccountId: '123456789012',
        destination: ['jane.doe@example.edu'], headersTruncated: false,
        headers: [{name: 'To', value: 'jane.doe@example.edu'}],
        commonHeaders: {to: ['jane.doe@example.edu'], subject: 'Your new password'},
        tags: {'ses:configuration-set': ['rollcall'], 'ses:outgoing-ip': ['192.0.2.1'],
               rollcall_job: ['job-2'], rollcall_started: ['1795600800000'], rollcall_user_1: ['amRvZQ']}
      }
      """;

  private static final String BOUNCE =
      """
      bounce: {
        bounceType: '%s', bounceSubType: '%s', timestamp: '2026-11-22T10:00:05.500Z',
        feedbackId: 'f-1', reportingMTA: 'dsn; mta.example.edu',
        bouncedRecipients: [{
          emailAddress: 'jane.elsewhere@example.org', action: 'failed', status: '5.1.1',
          diagnosticCode: 'smtp; 550 5.1.1 <jane.elsewhere@example.org>: Jane Doe has left'}]
      }
      """;

  private static String json(String text) {
    return Given.json(text).toString();
  }

  private static String event(String kind, String details) {
    return json("{eventType: '" + kind + "', " + details + ", " + MAIL + "}");
  }

  private static LetterEvent read(String message) throws InvalidSesEventException {
    return SesMessage.read(message).orElseThrow();
  }

  @Test
  void delivery_shouldHaveLetterTimeAndMessageId() throws InvalidSesEventException {
    LetterEvent event =
        read(
            event(
                "Delivery",
                """
                delivery: {
                  timestamp: '2026-11-22T10:00:03.2Z', processingTimeMillis: 3200,
                  recipients: ['jane.doe@example.edu'], smtpResponse: '250 2.6.0 Message received',
                  remoteMtaIp: '127.0.2.0', reportingMTA: 'mta.example.edu'}
                """));

    assertThat(event.letter())
        .isEqualTo(
            new LetterTags(new JobId("job-2"), Optional.of(1795600800000L), PrimaryId.of("jdoe")));
    assertThat(event.record().kind()).isEqualTo(Kind.DELIVERED);
    assertThat(event.record().when()).isEqualTo(Instant.parse("2026-11-22T10:00:03.200Z"));
    assertThat(event.record().messageId()).isEqualTo("m-1");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "null, 'abuse', COMPLAINED",
        "null, 'fraud', COMPLAINED",
        "null, null, COMPLAINED",
        "null, 'not-spam', -",
        "'OnAccountSuppressionList', null, SUPPRESSED",
        "'OnAccountSuppressionList', 'not-spam', SUPPRESSED",
        "'NewSubType', 'abuse', COMPLAINED"
      },
      quoteCharacter = '"')
  void complaint_shouldBeReadByItsSubtypeAndFeedbackType(
      String subType, String feedbackType, @Nullable Kind kind) throws InvalidSesEventException {
    Optional<LetterEvent> event =
        SesMessage.read(
            event(
                "Complaint",
                """
                complaint: {
                  complainedRecipients: [{emailAddress: 'jane.doe@example.edu'}],
                  timestamp: '2026-11-23T08:00:00.000Z', feedbackId: 'f-1',
                  complaintSubType: %s, userAgent: 'Feedback-Loop/2.0',
                  complaintFeedbackType: %s, arrivalDate: '2026-11-23T07:59:59.000Z'}
                """
                    .formatted(subType, feedbackType)));

    assertThat(event.map(found -> found.record().kind())).isEqualTo(Optional.ofNullable(kind));
  }

  @Test
  void rejectedLetter_shouldHaveTheTimeOfItsMail() throws InvalidSesEventException {
    LetterEvent event = read(event("Reject", "reject: {reason: 'Bad content'}"));

    assertThat(event.record().kind()).isEqualTo(Kind.REJECTED);
    assertThat(event.record().when()).isEqualTo(Instant.parse("2026-11-22T10:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "Permanent, General, BOUNCED",
    "Permanent, Suppressed, BOUNCED",
    "Permanent, OnAccountSuppressionList, SUPPRESSED",
    "Transient, MailboxFull, SOFT_BOUNCED",
    "Undetermined, Undetermined, SOFT_BOUNCED"
  })
  void bounce_shouldBePermanentOnlyIfSesSaysSo(String type, String subType, Kind kind)
      throws InvalidSesEventException {
    LetterEvent event = read(event("Bounce", BOUNCE.formatted(type, subType)));

    assertThat(event.record().kind()).isEqualTo(kind);
    assertThat(event.record().bounceType()).contains(type);
    assertThat(event.record().bounceSubType()).contains(subType);
    assertThat(event.record().status()).contains("5.1.1");
  }

  @Test
  void bounceOfAForwardedLetter_shouldHaveTheOriginalAddress() throws InvalidSesEventException {
    LetterEvent event = read(event("Bounce", BOUNCE.formatted("Permanent", "General")));

    assertThat(event.address()).isEqualTo("jane.doe@example.edu");
  }

  @Test
  void recordAndToString_shouldContainNoPersonalData() throws InvalidSesEventException {
    LetterEvent event = read(event("Bounce", BOUNCE.formatted("Permanent", "General")));

    assertThat(event.record() + event.toString()).doesNotContain("@", "Jane", "jane");
  }

  @Test
  void unknownBounceTypesAndStatuses_shouldNotBeKept() throws InvalidSesEventException {
    String invalid =
        BOUNCE.formatted("Permanent", "jane.doe@example.edu").replace("5.1.1", "Jane Doe");

    LetterEvent event = read(event("Bounce", invalid));

    assertThat(event.record().bounceSubType()).isEmpty();
    assertThat(event.record().status()).isEmpty();
  }

  @Test
  void notificationOfAnIdentity_shouldBeReadLikeAnEvent() throws InvalidSesEventException {
    String event = event("Bounce", BOUNCE.formatted("Permanent", "General"));

    assertThat(read(event.replace("eventType", "notificationType"))).isEqualTo(read(event));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Send",
        "Open",
        "Click",
        "DeliveryDelay",
        "Rendering Failure",
        "Subscription",
        "New"
      })
  void eventOfAnotherKind_shouldBeIgnored(String kind) throws InvalidSesEventException {
    assertThat(SesMessage.read(event(kind, "other: {}"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Successfully validated SNS topic for Amazon SES event publishing.",
        "{\"notificationType\": \"AmazonSnsSubscriptionSucceeded\", \"message\": \"You have ...\"}"
      })
  void topicValidationOfSes_shouldBeIgnored(String message) throws InvalidSesEventException {
    assertThat(SesMessage.read(message)).isEmpty();
  }

  @Test
  void eventOfOtherMail_shouldBeIgnored() throws InvalidSesEventException {
    String event = event("Bounce", BOUNCE.formatted("Permanent", "General"));

    assertThat(SesMessage.read(event.replace("rollcall_", "somebody_elses_")))
        .isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "jane.doe@example.edu wrote to you",
        "[]",
        "{\"to\": \"jane.doe@example.edu\"}",
        "{\"eventType\": {\"to\": \"jane.doe@example.edu\"}}"
      })
  void otherMessage_shouldBeAnErrorThatDoesNotQuoteIt(String message) {
    assertThatThrownBy(() -> SesMessage.read(message))
        .isInstanceOf(InvalidSesEventException.class)
        .hasMessageStartingWith("not an event of Amazon SES: it ")
        .hasMessageNotContaining("jane");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T10:00:05.500Z, valid timestamp",
    "m-1, mail.messageId",
    "destination, mail.destination"
  })
  void eventWithoutRequiredField_shouldBeAnErrorThatNamesTheField(String part, String missing) {
    String event = event("Bounce", BOUNCE.formatted("Permanent", "General"));

    assertThatThrownBy(() -> SesMessage.read(event.replace(part, "")))
        .isInstanceOf(InvalidSesEventException.class)
        .hasMessageEndingWith("it has no " + missing);
  }
}

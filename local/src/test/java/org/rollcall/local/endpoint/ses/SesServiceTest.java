package org.rollcall.local.endpoint.ses;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.json.Json;
import org.rollcall.local.endpoint.AwsClients;
import org.rollcall.local.endpoint.AwsEndpoint;
import org.rollcall.local.endpoint.ServerKey;
import org.rollcall.local.endpoint.ServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.AccountSendingPausedException;
import software.amazon.awssdk.services.ses.model.MessageRejectedException;
import software.amazon.awssdk.services.ses.model.MessageTag;
import software.amazon.awssdk.services.ses.model.SendRawEmailRequest;
import software.amazon.awssdk.services.ses.model.SesException;

class SesServiceTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final String LETTER =
      """
      From: "Library, Main" <library@example.edu>
      To: =?utf-8?q?Zo=C3=AB?= <zoe@example.org>
      Subject: Your new
       password
      MIME-Version: 1.0
      Content-Type: text/plain; charset=utf-8
      Content-Transfer-Encoding: quoted-printable

      Dear Zo=C3=AB,
      .
      welcome.
      """
          .replace("\n", "\r\n");

  @TempDir Path inbox;
  @TempDir Path events;
  private AwsEndpoint endpoint = AwsEndpoint.start(0, ServerKey.random());
  private SesClient ses = AwsClients.create(SesClient.builder(), endpoint);

  @BeforeEach
  void register() {
    register(SesAccount.UNLIMITED, NOW);
  }

  @AfterEach
  void stop() {
    ses.close();
    endpoint.close();
  }

  @Test
  void letter_shouldBeStoredInTheInboxByMessageId() throws Exception {
    String id = send(LETTER);

    MimeMessage sent = parsed(id);
    assertThat(sent.getMessageID()).isEqualTo("<" + id + "@rollcall.localhost>");
    assertThat(sent.getSentDate()).isEqualTo(NOW);
    assertThat(sent.getSubject()).isEqualTo("Your new password");
    assertThat(sent.getFrom()[0]).hasToString("\"Library, Main\" <library@example.edu>");
    assertThat(sent.getRecipients(Message.RecipientType.TO)[0])
        .hasToString("=?utf-8?q?Zo=C3=AB?= <zoe@example.org>");
    assertThat(sent.getContent()).isEqualTo("Dear Zoë,\r\n.\r\nwelcome.\r\n");
    assertThat(sent.getHeader("Return-Path")).containsExactly("<library@example.edu>");
    assertThat(sent.getHeader("Delivered-To")).containsExactly("zoe@example.org");
  }

  @Test
  void letter_shouldBeStoredUnchangedAfterTheAddedFields() throws IOException {
    String id = send(LETTER);

    assertThat(file(id)).endsWith(LETTER).doesNotContainPattern("[^\r]\n");
    assertThat(filesInInbox()).containsExactly(id + ".eml");
  }

  @Test
  void bodyWith8BitBytes_shouldBeStoredUnchanged() throws IOException {
    byte[] raw =
        (LETTER.replace("quoted-printable", "8bit") + "\u00e9\u00ff\u0080 end, without a line end")
            .getBytes(ISO_8859_1);

    String id = send(request -> request.rawMessage(m -> m.data(SdkBytes.fromByteArray(raw))));

    assertThat(file(id).getBytes(ISO_8859_1)).endsWith(raw);
  }

  @Test
  void messageId_shouldBeReplacedAndDateKept() throws Exception {
    String id =
        send(
            "Message-ID: <mine@example.edu>\r\nDate: Sat, 21 Nov 2026 08:00:00 +0100\r\n" + LETTER);

    MimeMessage sent = parsed(id);
    assertThat(sent.getHeader("Message-ID")).containsExactly("<" + id + "@rollcall.localhost>");
    assertThat(sent.getSentDate()).isEqualTo(Instant.parse("2026-11-21T07:00:00Z"));
  }

  @Test
  void bareLineFeeds_shouldBecomeCrLf() throws Exception {
    String id = send(LETTER.replace("\r\n", "\n"));

    assertThat(file(id)).endsWith(LETTER);
  }

  @Test
  void sourceAndDestinations_shouldBecomeTheEnvelope() throws Exception {
    String id =
        send(
            request ->
                request
                    .source("bounces@example.edu")
                    .destinations("a@example.org", "B <b@example.org>")
                    .rawMessage(m -> m.data(SdkBytes.fromUtf8String(LETTER))));

    MimeMessage sent = parsed(id);
    assertThat(sent.getHeader("Return-Path")).containsExactly("<bounces@example.edu>");
    assertThat(sent.getHeader("Delivered-To"))
        .containsExactlyInAnyOrder("a@example.org", "b@example.org");
  }

  @Test
  void tagsAndConfigurationSet_shouldBecomeHeaderFields() throws Exception {
    String id =
        send(
            request ->
                request
                    .configurationSetName("letters")
                    .tags(
                        MessageTag.builder().name("job_id").value("job-1").build(),
                        MessageTag.builder().name("type").value("OVERDUE").build())
                    .rawMessage(m -> m.data(SdkBytes.fromUtf8String(LETTER))));

    MimeMessage sent = parsed(id);
    assertThat(sent.getHeader("X-SES-CONFIGURATION-SET")).containsExactly("letters");
    assertThat(sent.getHeader("X-SES-MESSAGE-TAGS", null)).isEqualTo("job_id=job-1, type=OVERDUE");
  }

  @Test
  void moreThanFiftyRecipients_shouldBeRejected() throws IOException {
    String id = send(request -> withRecipients(request, 50));

    assertThat(file(id)).contains("Delivered-To: r49@example.org");
    assertInvalid(request -> withRecipients(request, 51), "Recipient count exceeds 50.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "From: \"Library, Main\" <library@example.edu>|X-From: none|Missing required header 'From'.",
        "<library@example.edu>|library|Missing final '@domain'",
        "<library@example.edu>|<library@exa mple.edu>|Illegal address",
        "<library@example.edu>|<lib,rary@>|Illegal address",
        "<library@example.edu>|<library@exam_ple.edu>|Domain contains illegal character",
        "<library@example.edu>|\"unterminated|Missing final '@domain'",
        "<zoe@example.org>|<zo\u00f6e@example.org>|",
        "To:|X-To:|Missing required header 'To'.",
        "To:|From:|Duplicate header 'from'.",
      })
  void letterWithAnInvalidHeader_shouldBeRejected(String valid, String invalid, String message) {
    assertThatExceptionOfType(SesException.class)
        .isThrownBy(() -> send(LETTER.replace(valid, invalid)))
        .satisfies(
            e ->
                assertThat(e.awsErrorDetails().errorMessage())
                    .contains(message == null ? "Field 2 of the header" : message));
    assertThat(filesInInbox()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no header",
        "From: a@example.org",
        " folded: first\r\n\r\n",
        "From me@example.org\r\n\r\n"
      })
  void invalidMessage_shouldBeRejected(String raw) {
    assertThatExceptionOfType(MessageRejectedException.class)
        .isThrownBy(() -> send(raw))
        .withMessageContaining("Field 1 of the header is invalid.");
  }

  @Test
  void lineThatIsTooLong_shouldBeRejected() {
    assertThatExceptionOfType(MessageRejectedException.class)
        .isThrownBy(() -> send(LETTER + "x".repeat(999)))
        .withMessageContaining("Line 12 is longer than 998 characters.");
  }

  @Test
  void messageOverTenMegabytes_shouldBeRejected() {
    String tooLong =
        LETTER + ("x".repeat(70) + "\r\n").repeat(RawEmailRequest.MAX_MESSAGE_BYTES / 72);

    assertThatExceptionOfType(SesException.class)
        .isThrownBy(() -> send(tooLong))
        .withMessageContaining("Message length is more than 10485760 bytes long");
  }

  @Test
  void headerInjection_inAddressOrTag_shouldBeRejected() {
    assertInvalid(
        request -> letter(request).source("a@example.org\r\nBcc: b@example.org"),
        "Illegal address");
    assertInvalid(
        request ->
            letter(request).tags(MessageTag.builder().name("job").value("a\r\nBcc: b").build()),
        "Tags and configuration sets must be");
  }

  @Test
  void unknownParameter_shouldBeRejected() {
    assertInvalid(
        request -> letter(request).sourceArn("arn:aws:ses:us-east-1:1:identity/x"),
        "The local SES does not support the parameter SourceArn.");
  }

  @ParameterizedTest
  @CsvSource({
    "zoe@example.org, Delivery",
    "success@simulator.amazonses.com, Delivery",
    "success+week.1@simulator.amazonses.com, Delivery",
    "bounce@simulator.amazonses.com, Bounce Permanent General",
    "Bounce+label@Simulator.AmazonSES.com, Bounce Permanent General",
    "suppressionlist@simulator.amazonses.com, Bounce Permanent Suppressed",
    "complaint+x@simulator.amazonses.com, Delivery Complaint",
    "ooto@simulator.amazonses.com, Delivery Bounce Transient General",
    "bounce@example.org, Delivery"
  })
  void letterWithAConfigurationSet_shouldHaveTheEventsOfItsAddress(String to, String expected)
      throws IOException {
    String id = send(request -> letter(request).destinations(to).configurationSetName("news"));

    Inbox.MessageEvents pending = pending().get(0);
    assertThat(pending.id()).isEqualTo(id);
    assertThat(pending.events().stream().map(SesServiceTest::summary))
        .containsExactlyElementsOf(
            Pattern.compile(" (?=Complaint|Bounce)").splitAsStream(expected).toList());
  }

  /** An event's type and, for a bounce, its types. */
  private static String summary(String event) {
    JsonNode json = Json.read(event.getBytes(UTF_8), JsonNode.class);
    JsonNode bounce = json.path("bounce");
    return String.join(
            " ",
            json.path("eventType").asText(),
            bounce.path("bounceType").asText(),
            bounce.path("bounceSubType").asText())
        .strip();
  }

  private List<Inbox.MessageEvents> pending() throws IOException {
    return new Inbox(inbox, events).pendingEvents(100);
  }

  @Test
  void event_shouldHaveMessageIdAndTags() throws IOException {
    String id =
        send(
            request ->
                letter(request).configurationSetName("news").tags(tag("a", "1"), tag("b", "2")));

    JsonNode mail =
        Json.read(pending().get(0).events().get(0).getBytes(UTF_8), JsonNode.class).path("mail");
    assertThat(mail.path("messageId").asText()).isEqualTo(id);
    assertThat(mail.path("destination").path(0).asText()).isEqualTo("zoe@example.org");
    assertThat(mail.path("tags"))
        .hasToString("{\"ses:configuration-set\":[\"news\"],\"a\":[\"1\"],\"b\":[\"2\"]}");
  }

  private static MessageTag tag(String name, String value) {
    return MessageTag.builder().name(name).value(value).build();
  }

  @Test
  void letterWithoutAConfigurationSet_shouldHaveNoEvents() throws IOException {
    send(LETTER);

    assertThat(pending()).isEmpty();
  }

  @Test
  void eventsOfALetterThatWasNotWritten_shouldNotBePublished() throws IOException {
    String id = send(request -> letter(request).configurationSetName("news"));
    Files.delete(inbox.resolve(id + ".eml"));

    assertThat(pending()).isEmpty();
  }

  @Test
  void publishedEvents_shouldBeDeleted() throws IOException {
    send(request -> letter(request).configurationSetName("news"));

    new Inbox(inbox, events).deleteEvents(pending());

    assertThat(pending()).isEmpty();
  }

  @Test
  void otherOperations_shouldBeRejected() {
    assertThatExceptionOfType(SesException.class)
        .isThrownBy(() -> ses.listIdentities())
        .withMessageContaining("The local SES does not support ListIdentities.");
  }

  @Test
  void account_shouldBeEnabled() {
    assertThat(ses.getAccountSendingEnabled().enabled()).isTrue();
  }

  @Test
  void pausedAccount_shouldSendNothingUntilItIsEnabled() {
    AtomicBoolean enabled = new AtomicBoolean(true);
    register(() -> new SesAccount(500, 14, enabled.get()), Clock.fixed(NOW, ZoneOffset.UTC));
    send(LETTER);

    enabled.set(false);

    assertThat(ses.getAccountSendingEnabled().enabled()).isFalse();
    assertThatExceptionOfType(AccountSendingPausedException.class)
        .isThrownBy(() -> send(LETTER))
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(400));
    assertThat(ses.getSendQuota().sentLast24Hours()).isEqualTo(1);

    enabled.set(true);
    send(LETTER);
    assertThat(filesInInbox()).hasSize(2);
  }

  @Test
  void unreadableAccount_shouldSendNothingAndReturnTheError() {
    register(
        () -> {
          throw new ServiceException("AccountUnknown", "the file is invalid");
        },
        Clock.fixed(NOW, ZoneOffset.UTC));

    assertThatExceptionOfType(SesException.class)
        .isThrownBy(() -> send(LETTER))
        .withMessageContaining("the file is invalid");
    assertThat(filesInInbox()).isEmpty();
  }

  @Test
  void quota_shouldCountTheLast24HoursAcrossRestarts() {
    register(new SesAccount(500, 14, true), NOW.minus(Duration.ofHours(25)));
    send(LETTER);
    register(new SesAccount(500, 14, true), NOW.minus(Duration.ofHours(23)));
    send(LETTER);
    register(new SesAccount(500, 14, true), NOW);
    send(LETTER);

    var quota = ses.getSendQuota();

    assertThat(quota.max24HourSend()).isEqualTo(500);
    assertThat(quota.maxSendRate()).isEqualTo(14);
    assertThat(quota.sentLast24Hours()).isEqualTo(2);
  }

  @Test
  void letterBeyondTheDailyQuota_shouldBeThrottled() {
    register(new SesAccount(1, 14, true), NOW);
    send(LETTER);

    assertThatExceptionOfType(SesException.class)
        .isThrownBy(() -> send(LETTER))
        .withMessageContaining("Daily message quota exceeded.")
        .satisfies(e -> assertThat(e.isThrottlingException()).isTrue());
  }

  @Test
  void lettersBeyondTheSendRate_shouldBeThrottled() {
    register(new SesAccount(500, 2, true), NOW);
    send(LETTER);
    send(LETTER);

    assertThatExceptionOfType(SesException.class)
        .isThrownBy(() -> send(LETTER))
        .withMessageContaining("Maximum sending rate exceeded.")
        .satisfies(e -> assertThat(e.isThrottlingException()).isTrue());

    register(new SesAccount(500, 2, true), NOW.plusSeconds(1));
    assertThat(send(LETTER)).isNotEmpty();
  }

  @Test
  void partialFilesOfAKilledProcess_shouldBeDeleted() throws IOException {
    Files.writeString(inbox.resolve("0000-1.part"), "half a let");
    Files.writeString(events.resolve("0000-1.json"), "[]");

    new Inbox(inbox, events).deleteUnsent();

    assertThat(filesInInbox()).isEmpty();
    assertThat(events).isEmptyDirectory();
  }

  private void register(SesAccount account, Instant now) {
    register(() -> account, Clock.fixed(now, ZoneOffset.UTC));
  }

  private void register(SesAccount.Source account, Clock clock) {
    endpoint.addQueryService(
        SesService.VERSION, new SesService(new Inbox(inbox, events), account, clock));
  }

  private void assertInvalid(Consumer<SendRawEmailRequest.Builder> request, String message) {
    assertThatExceptionOfType(SesException.class)
        .isThrownBy(() -> send(request))
        .withMessageContaining(message)
        .satisfies(
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidParameterValue"));
  }

  private static void withRecipients(SendRawEmailRequest.Builder request, int recipients) {
    letter(request)
        .destinations(
            Stream.iterate(0, i -> i + 1)
                .limit(recipients)
                .map("r%d@example.org"::formatted)
                .toList());
  }

  private static SendRawEmailRequest.Builder letter(SendRawEmailRequest.Builder request) {
    return request.rawMessage(message -> message.data(SdkBytes.fromUtf8String(LETTER)));
  }

  private String send(String raw) {
    return send(
        request ->
            request.rawMessage(m -> m.data(SdkBytes.fromByteArray(raw.getBytes(ISO_8859_1)))));
  }

  private String send(Consumer<SendRawEmailRequest.Builder> request) {
    return ses.sendRawEmail(request).messageId();
  }

  private String file(String id) throws IOException {
    return Files.readString(inbox.resolve(id + ".eml"), ISO_8859_1);
  }

  private MimeMessage parsed(String id) throws Exception {
    try (var file = Files.newInputStream(inbox.resolve(id + ".eml"))) {
      return new MimeMessage(Session.getInstance(new Properties()), file);
    }
  }

  private List<String> filesInInbox() {
    String[] names = inbox.toFile().list();
    return names == null ? Collections.emptyList() : List.of(names);
  }
}

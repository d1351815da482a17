package org.rollcall.local.endpoint.ses;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ses.model.MessageRejectedException;
import software.amazon.awssdk.services.ses.model.MessageTag;
import software.amazon.awssdk.services.ses.model.SendRawEmailRequest;
import software.amazon.awssdk.services.ses.model.SesException;

class SesServiceTest extends SesServiceFixture {

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
    assertThat(filesInInbox())
        .singleElement()
        .asString()
        .matches("\\d{4}-\\d\\d-\\d\\d-test-" + id + "\\.eml");
  }

  @Test
  void letterToAKnownUser_shouldBeInAFileThatNamesTheUser() {
    String id =
        send(
            request ->
                letter(request).tags(MessageTag.builder().name("reader").value("Zoe_1").build()));

    assertThat(filesInInbox())
        .singleElement()
        .asString()
        .matches("\\d{4}-\\d\\d-\\d\\d-Zoe_1-" + id + "\\.eml");
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

  @Test
  void otherOperations_shouldBeRejected() {
    assertThatExceptionOfType(SesException.class)
        .isThrownBy(() -> ses.listIdentities())
        .withMessageContaining("The local SES does not support ListIdentities.");
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

  private MimeMessage parsed(String id) throws Exception {
    try (var file = Files.newInputStream(new Inbox(inbox, inbox).messageFile(id))) {
      return new MimeMessage(Session.getInstance(new Properties()), file);
    }
  }
}

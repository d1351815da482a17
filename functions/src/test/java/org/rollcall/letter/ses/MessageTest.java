package org.rollcall.letter.ses;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.letter.MailAddress;
import org.rollcall.letter.RenderedLetter;
import org.rollcall.user.EmailAddress;

/** Reads messages with a different library from the one that writes them. */
class MessageTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final String FROM = "City Library <library@example.edu>";

  private static byte[] bytes(
      RenderedLetter letter, String from, Optional<String> reply, String to) {
    return Message.build(
        letter,
        MailAddress.parse(from),
        reply.map(MailAddress::parse),
        EmailAddress.of(to).orElseThrow(),
        Optional.empty(),
        NOW);
  }

  private static MimeMessage read(byte[] message) throws MessagingException {
    return new MimeMessage(
        Session.getInstance(new Properties()), new ByteArrayInputStream(message));
  }

  private static MimeMessage message(String subject, String html, String text)
      throws MessagingException {
    return read(
        bytes(
            new RenderedLetter("en", subject, html, text),
            FROM,
            Optional.empty(),
            "ada@example.edu"));
  }

  private static Part part(MimeMessage message, int index) throws MessagingException, IOException {
    return ((MimeMultipart) message.getContent()).getBodyPart(index);
  }

  private static String content(Part part) throws MessagingException, IOException {
    return ((String) part.getContent()).replace("\r\n", "\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Hello",
        "Straße, élève, Ελλάδα, 東京, 😀, كتاب",
        "line\nline\n\n.\n..\nFrom here\n=3D = =20\n",
        "  blanks at both ends  \n\ttab\t\n",
        "--boundary\nContent-Type: text/plain\n\nx"
      })
  void textAndHtml_shouldBeReadBack(String text) throws Exception {
    String html = "<p>" + text + "</p>";
    MimeMessage message = message("Subject", html, text);
    assertThat(message.isMimeType("multipart/alternative")).isTrue();
    assertThat(((MimeMultipart) message.getContent()).getCount()).isEqualTo(2);
    assertThat(part(message, 0).isMimeType("text/plain")).isTrue();
    assertThat(part(message, 1).isMimeType("text/html")).isTrue();
    assertThat(content(part(message, 0))).isEqualTo(text);
    assertThat(content(part(message, 1))).isEqualTo(html);
  }

  @Test
  void headers_shouldNameSenderAndRecipientAndMarkTheMessageAsAutomatic() throws Exception {
    MimeMessage message =
        read(
            bytes(
                new RenderedLetter("fr", "Votre compte", "<p>x</p>", "x"),
                FROM,
                Optional.of("Help Desk <help@example.edu>"),
                "ada@example.edu"));
    assertThat(message.getFrom())
        .containsExactly(new InternetAddress("library@example.edu", "City Library"));
    assertThat(message.getAllRecipients()).containsExactly(new InternetAddress("ada@example.edu"));
    assertThat(message.getReplyTo())
        .containsExactly(new InternetAddress("help@example.edu", "Help Desk"));
    assertThat(message.getSubject()).isEqualTo("Votre compte");
    assertThat(message.getSentDate()).isEqualTo(Date.from(NOW));
    assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(message.getHeader("X-Auto-Response-Suppress")).containsExactly("OOF, AutoReply");
    assertThat(message.getContentLanguage()).containsExactly("fr");
    assertThat(message.getHeader("MIME-Version")).containsExactly("1.0");
  }

  @Test
  void letterWithoutReplyTo_shouldNotHaveThatHeader() throws Exception {
    assertThat(message("Subject", "x", "x").getHeader("Reply-To")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Straße",
        "Ελληνική Βιβλιοθήκη",
        "図書館",
        "O'Hara, \\\"Ada\\\"",
        "A. B. C.",
        "😀 Library"
      })
  void displayName_shouldBeReadBack(String name) throws Exception {
    MimeMessage message =
        read(
            bytes(
                new RenderedLetter("en", "S", "x", "x"),
                "\"" + name + "\" <library@example.edu>",
                Optional.empty(),
                "ada@example.edu"));
    assertThat(message.getFrom()).hasSize(1);
    InternetAddress from = (InternetAddress) message.getFrom()[0];
    assertThat(from.getPersonal()).isEqualTo(name.replace("\\\"", "\""));
    assertThat(from.getAddress()).isEqualTo("library@example.edu");
  }

  @Test
  void subject_ofAnyLengthAndScript_shouldBeReadBack() throws Exception {
    for (String subject :
        new String[] {
          "Ihr Konto läuft ab",
          "😀".repeat(60),
          "é".repeat(300),
          "word ".repeat(80).strip(),
          "w".repeat(500),
          "東京 and ASCII and 東京",
          "Dear =?utf-8?B?RXZlDQpCY2M6IGV2ZUBleGFtcGxlLmVkdQ==?=",
          "=?utf-8?q?Your=20bank?= calls"
        }) {
      assertThat(message(subject, "x", "x").getSubject()).isEqualTo(subject);
    }
  }

  @Test
  void message_shouldBeAsciiWithShortLines() {
    String text = "é".repeat(5_000) + "\n" + "x".repeat(5_000) + "\n";
    byte[] message =
        bytes(
            new RenderedLetter("en", "é".repeat(500), text, text),
            "\"" + "ü".repeat(200) + "\" <library@example.edu>",
            Optional.of("\"" + "ö".repeat(200) + "\" <help@bücher.example>"),
            "ada@bücher.example");
    for (byte b : message) {
      assertThat(b).isPositive();
    }
    String ascii = new String(message, StandardCharsets.US_ASCII);
    assertThat(ascii.split("\r\n", -1)).allSatisfy(line -> assertThat(line).hasSizeLessThan(998));
    assertThat(ascii.replace("\r\n", "")).doesNotContain("\r", "\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@example.edu\r\nBcc: eve@example.edu",
        "Ada\r\nBcc: eve@example.edu <ada@example.edu>",
        "\"Ada\r\nBcc: eve@example.edu\r\n\" <ada@example.edu>",
        "\"Ada\nBcc: eve@example.edu\" <ada@example.edu>",
        "ada@example.edu\u2028Bcc: eve@example.edu"
      })
  void sender_withLineBreaks_shouldNotAddHeaders(String from) throws Exception {
    assertThat(EmailAddress.of(from)).isEmpty();
    byte[] message;
    try {
      message =
          bytes(
              new RenderedLetter("en", "s", "x", "x"), from, Optional.of(from), "bea@example.edu");
    } catch (IllegalArgumentException e) {
      return; // Rejecting the address is safe, too.
    }
    MimeMessage read = read(message);
    assertThat(read.getHeader("Bcc")).isNull();
    assertThat(((InternetAddress) read.getFrom()[0]).getAddress()).isEqualTo("ada@example.edu");
    assertThat(read.getAllRecipients()).containsExactly(new InternetAddress("bea@example.edu"));
  }

  @Test
  void subjectAndBody_withLineBreaks_shouldNotAddHeaders() throws Exception {
    MimeMessage message =
        message("Hi\r\nBcc: eve@example.edu", "x\r\n\r\nBcc: eve@example.edu", "\r\nTo: eve@x.org");
    assertThat(message.getHeader("Bcc")).isNull();
    assertThat(message.getAllRecipients()).hasSize(1);
    assertThat(Collections.list(message.getAllHeaders())).hasSize(9);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud800", "a\udc00b", "\udc00\ud800"})
  void unpairedSurrogate_shouldNotBreakTheMessage(String name) throws Exception {
    MimeMessage message = message("Dear " + name, "<p>" + name, name);
    assertThat(message.getSubject()).startsWith("Dear ").doesNotContain("\r", "\n");
    assertThat(message.getAllRecipients()).hasSize(1);
    assertThat(Collections.list(message.getAllHeaders())).hasSize(9);
    assertThat(content(part(message, 0))).matches("[a-z?\ufffd]+");
  }
}

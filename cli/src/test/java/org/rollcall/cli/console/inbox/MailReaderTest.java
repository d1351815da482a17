package org.rollcall.cli.console.inbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that are broken, or larger than any letter. */
class MailReaderTest {

  private static Mail read(String... lines) {
    return MailReader.read(String.join("\r\n", lines).getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"7bit", "quoted-printable", "base64"})
  void text_inEachEncoding_shouldBeDecoded(String encoding) {
    String body =
        switch (encoding) {
          case "base64" ->
              Base64.getMimeEncoder().encodeToString("gr\u00fc\u00df dich".getBytes(UTF_8));
          case "quoted-printable" -> "gr=C3=BC=C3=9F d=\r\nich";
          default -> "gr\u00fc\u00df dich";
        };

    Mail mail =
        read(
            "Subject: =?utf-8?B?"
                + Base64.getEncoder().encodeToString("\u00fcber".getBytes(UTF_8))
                + "?=",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: " + encoding,
            "",
            body);

    assertThat(mail.subject()).isEqualTo("\u00fcber");
    assertThat(mail.text().orElseThrow().strip()).isEqualTo("gr\u00fc\u00df dich");
    assertThat(mail.problem()).isEmpty();
  }

  @Test
  void unknownCharset_shouldBeReadAsUtf8() {
    Mail mail = read("Content-Type: text/html; charset=no-such-charset", "", "<p>\u00fc</p>");

    assertThat(mail.html()).contains("<p>\u00fc</p>");
  }

  @Test
  void attachments_shouldOnlyBeNamed() {
    Mail mail =
        read(
            "Content-Type: multipart/mixed; boundary=b",
            "",
            "--b",
            "Content-Type: text/html",
            "Content-Disposition: attachment; filename=\"../../../etc/passwd<script>\"",
            "",
            "<script>alert(1)</script>",
            "--b",
            "Content-Type: message/rfc822",
            "",
            "Content-Type: text/html",
            "",
            "<p>another message</p>",
            "--b",
            "Content-Type: text/html",
            "",
            "<p>letter</p>",
            "--b--");

    assertThat(mail.html()).contains("<p>letter</p>");
    assertThat(mail.attachments())
        .containsExactly("../../../etc/passwd<script> (text/html)", "message/rfc822");
  }

  @Test
  void hugeField_shouldBeAProblem() {
    assertThat(read("X-Big: " + "x".repeat(MailReader.MAX_FIELD_BYTES + 1), "", "text").problem())
        .isPresent();
  }

  @Test
  void manyFields_shouldBeAProblem() {
    assertThat(read("X: y\r\n".repeat(MailReader.MAX_FIELDS + 1), "", "text").problem())
        .isPresent();
  }

  @Test
  void deepMultiparts_shouldBeAProblem() {
    StringBuilder message = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      message.append(
          "Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n".formatted(i, i));
    }

    assertThat(read(message.toString()).problem()).isPresent();
  }

  @Test
  void manyParts_shouldBeAProblem() {
    String part = "--b\r\nContent-Type: text/x-part\r\n\r\nx\r\n";

    assertThat(
            read(
                    "Content-Type: multipart/mixed; boundary=b",
                    "",
                    part.repeat(MailReader.MAX_PARTS + 1))
                .problem())
        .isPresent();
  }

  @Test
  void largeMessage_shouldBeAProblem() {
    byte[] message = ("Subject: x\r\n\r\n" + "x".repeat(Mailbox.MAX_BYTES)).getBytes(ISO_8859_1);

    Mail mail = MailReader.read(message);

    assertThat(mail.problem()).isPresent();
    assertThat(mail.text()).isEmpty();
  }

  @Test
  void damagedMessages_shouldBeRead() {
    String letter =
        String.join(
            "\r\n",
            "From: a <a@example.edu>",
            "Subject: =?utf-8?Q?=C3=BC?=",
            "Content-Type: multipart/alternative; boundary=\"b\"",
            "",
            "--b",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64",
            "",
            "eHh4",
            "--b--");
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      byte[] damaged = letter.getBytes(UTF_8);
      for (int j = 0; j < 5; j++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }

      assertThat(MailReader.read(damaged).fields()).isNotNull();
    }
  }
}

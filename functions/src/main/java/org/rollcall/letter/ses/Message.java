package org.rollcall.letter.ses;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.apache.james.mime4j.codec.EncoderUtil;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.field.Fields;
import org.apache.james.mime4j.message.BodyPartBuilder;
import org.apache.james.mime4j.message.DefaultMessageWriter;
import org.apache.james.mime4j.message.MultipartBuilder;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.RawField;
import org.rollcall.letter.MailAddress;
import org.rollcall.letter.RenderedLetter;
import org.rollcall.user.EmailAddress;

/**
 * Builds a letter's mail message (RFC 5322) with a text part and an HTML part. The headers {@code
 * Auto-Submitted} (RFC 3834) and {@code X-Auto-Response-Suppress} (Microsoft Exchange) prevent
 * automatic replies. See D-054.
 */
final class Message {

  private Message() {}

  static byte[] build(
      RenderedLetter letter,
      MailAddress from,
      Optional<MailAddress> replyTo,
      EmailAddress to,
      Instant date) {
    try {
      var message =
          org.apache.james.mime4j.dom.Message.Builder.of()
              .setFrom(mailbox(from.name(), from.address()))
              .setTo(mailbox(Optional.empty(), to))
              .setDate(Date.from(date));
      message.addField(subject(letter.subject()));
      replyTo.ifPresent(reply -> message.setReplyTo(mailbox(reply.name(), reply.address())));
      message.addField(new RawField("Auto-Submitted", "auto-generated"));
      message.addField(new RawField("X-Auto-Response-Suppress", "OOF, AutoReply"));
      message.addField(new RawField("Content-Language", letter.language()));
      message.setBody(
          MultipartBuilder.create("alternative")
              .addBodyPart(part(letter.text(), "plain"))
              .addBodyPart(part(letter.html(), "html"))
              .build());
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      new DefaultMessageWriter().writeMessage(message.build(), bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Mailbox mailbox(Optional<String> name, EmailAddress address) {
    String text = address.mailbox();
    int at = text.indexOf('@');
    return new Mailbox(name.orElse(null), text.substring(0, at), text.substring(at + 1));
  }

  /**
   * Encodes a subject that contains an encoded word (RFC 2047), for example in a name. Otherwise
   * mail programs would decode it, with any line breaks in it.
   */
  private static Field subject(String text) {
    return text.contains("=?")
        ? new RawField(
            "Subject",
            EncoderUtil.encodeEncodedWord(text, EncoderUtil.Usage.TEXT_TOKEN, "Subject: ".length()))
        : Fields.subject(text);
  }

  private static String withLineEndsOfMail(String text) {
    return text.replace("\r\n", "\n").replace('\r', '\n').replace("\n", "\r\n");
  }

  /** A part with the line ends of mail: CR LF. */
  private static BodyPartBuilder part(String text, String subtype) throws IOException {
    return BodyPartBuilder.create()
        .setBody(withLineEndsOfMail(text), subtype, StandardCharsets.UTF_8)
        .setContentTransferEncoding("quoted-printable");
  }
}

package org.rollcall.letter;

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
import org.apache.james.mime4j.field.address.DefaultAddressParser;
import org.apache.james.mime4j.field.address.ParseException;
import org.apache.james.mime4j.message.BodyPartBuilder;
import org.apache.james.mime4j.message.DefaultMessageWriter;
import org.apache.james.mime4j.message.MultipartBuilder;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.RawField;
import org.rollcall.user.HostName;

/**
 * Builds a letter's mail message (RFC 5322) with a text part and an HTML part. The header {@code
 * Auto-Submitted} (RFC 3834) prevents vacation replies. See D-054.
 */
final class Message {

  private Message() {}

  /** Whether a text is one mail address, with or without a display name. */
  static boolean isAddress(String text) {
    try {
      Mailbox mailbox = mailbox(text);
      return mailbox.getLocalPart() != null
          && mailbox.getDomain() != null
          && !mailbox.getLocalPart().isBlank()
          && !mailbox.getDomain().isBlank();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The address without a display name, its domain in ASCII. */
  static String address(String text) {
    return mailbox(text).getAddress();
  }

  static byte[] build(
      RenderedLetter letter, String from, Optional<String> replyTo, String to, Instant date) {
    try {
      var message =
          org.apache.james.mime4j.dom.Message.Builder.of()
              .setFrom(mailbox(from))
              .setTo(mailbox(to))
              .setDate(Date.from(date));
      message.addField(subject(letter.subject()));
      replyTo.ifPresent(address -> message.setReplyTo(mailbox(address)));
      message.addField(new RawField("Auto-Submitted", "auto-generated"));
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

  private static BodyPartBuilder part(String text, String subtype) throws IOException {
    return BodyPartBuilder.create()
        .setBody(lines(text), subtype, StandardCharsets.UTF_8)
        .setContentTransferEncoding("quoted-printable");
  }

  /** The text with the line ends of mail: CR LF. */
  private static String lines(String text) {
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n");
  }

  private static Mailbox mailbox(String text) {
    try {
      Mailbox mailbox = DefaultAddressParser.DEFAULT.parseMailbox(text);
      if (!StandardCharsets.US_ASCII.newEncoder().canEncode(mailbox.getLocalPart())) {
        throw new IllegalArgumentException("Amazon SES allows only ASCII before the @");
      }
      return mailbox.getDomain() == null
          ? mailbox
          : new Mailbox(
              mailbox.getName(),
              mailbox.getRoute(),
              mailbox.getLocalPart(),
              host(mailbox.getDomain()));
    } catch (ParseException e) {
      throw new IllegalArgumentException("not a mail address", e);
    }
  }

  /** The domain in ASCII. A domain that different programs read differently is invalid. */
  private static String host(String domain) {
    return HostName.of(domain)
        .orElseThrow(() -> new IllegalArgumentException("not a host name"))
        .toString();
  }
}

package org.rollcall.local.endpoint.ses;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.dom.Header;
import org.apache.james.mime4j.message.DefaultMessageWriter;
import org.apache.james.mime4j.message.HeaderImpl;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.rollcall.local.endpoint.ServiceException;

/**
 * A message in the format of RFC 5322, parsed with mime4j. Line ends are normalized to CRLF;
 * nothing else is changed. See D-115.
 *
 * @param body the bytes after the empty line
 */
@SuppressWarnings("ArrayRecordComponent") // Messages are not compared.
record RawMessage(Header header, byte[] body) {

  /** In bytes, without CRLF; RFC 5322, section 2.1.1. */
  private static final int MAX_LINE_LENGTH = 998;

  /** The characters of an unfolded field, in addition to the rules of mime4j. */
  private static final Pattern ASCII = Pattern.compile("[\t -~]*");

  /** Header fields that may occur only once; RFC 5322, section 3.6, and RFC 2045. */
  private static final Pattern UNIQUE_FIELD =
      Pattern.compile(
          "date|from|sender|reply-to|to|cc|bcc|message-id|in-reply-to|references|subject"
              + "|mime-version|content-type|content-transfer-encoding");

  /**
   * Parses a message.
   *
   * @throws ServiceException if the message is invalid, with the error of SES
   */
  static RawMessage parse(byte[] bytes) throws ServiceException, IOException {
    String message = withCrlf(new String(bytes, ISO_8859_1));
    requireValidLineLengths(message);
    var header = new HeaderImpl();
    var stream = new MimeTokenStream(MimeConfig.STRICT);
    stream.setRecursionMode(RecursionMode.M_FLAT);
    stream.parse(new ByteArrayInputStream(message.getBytes(ISO_8859_1)));
    try {
      while (stream.next() != EntityState.T_BODY) {
        if (stream.getState() == EntityState.T_FIELD) {
          header.addField(requireAscii(stream.getField()));
        }
      }
    } catch (MimeException e) {
      throw new ServiceException(
          "MessageRejected",
          "Field %d of the header is invalid.".formatted(header.getFields().size() + 1));
    }
    requireUnique(header);
    return new RawMessage(header, stream.getInputStream().readAllBytes());
  }

  private static String withCrlf(String message) {
    return message.replace("\r\n", "\n").replace('\r', '\n').replace("\n", "\r\n");
  }

  /** The unfolded value of the first field with a name. */
  Optional<String> value(String name) {
    return Optional.ofNullable(header.getField(name)).map(field -> field.getBody().strip());
  }

  /** The message with more fields, which come first and replace fields with the same names. */
  byte[] withFields(List<? extends Field> first) throws IOException {
    var fields = new HeaderImpl();
    first.forEach(fields::addField);
    for (Field field : header) {
      if (first.stream().noneMatch(added -> added.getName().equalsIgnoreCase(field.getName()))) {
        fields.addField(field);
      }
    }
    var message = new ByteArrayOutputStream();
    new DefaultMessageWriter().writeHeader(fields, message);
    message.write(body);
    return message.toByteArray();
  }

  private static Field requireAscii(Field field) throws MimeException {
    if (!ASCII.matcher(field.getBody()).matches()) {
      throw new MimeException("not ASCII");
    }
    return field;
  }

  private static void requireValidLineLengths(String message) throws ServiceException {
    List<String> lines = message.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).length() > MAX_LINE_LENGTH) {
        throw new ServiceException(
            "MessageRejected",
            "Line %d is longer than %d characters.".formatted(i + 1, MAX_LINE_LENGTH));
      }
    }
  }

  private static void requireUnique(Header header) throws ServiceException {
    for (Field field : header) {
      String name = field.getNameLowerCase();
      if (UNIQUE_FIELD.matcher(name).matches() && header.getFields(name).size() > 1) {
        throw new ServiceException("InvalidParameterValue", "Duplicate header '" + name + "'.");
      }
    }
  }
}

package org.rollcall.local.endpoint.ses;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.rollcall.local.endpoint.ServiceException;

/**
 * A message in the format of RFC 5322. Line ends are normalized to CRLF; nothing else is changed.
 *
 * @param fields the header fields in their folded form
 * @param body the text after the empty line; each character is one byte
 */
record RawMessage(List<Field> fields, String body) {

  private static final String CRLF = "\r\n";
  private static final Pattern BARE_LINE_END = Pattern.compile("\r(?!\n)|(?<!\r)\n");
  private static final Pattern FIELD = Pattern.compile("[!-9;-~]+[ \t]*:[\t -~]*");
  private static final Pattern FOLDED = Pattern.compile("[ \t][\t -~]*");

  /** In bytes, without CRLF; RFC 5322, section 2.1.1. */
  private static final int MAX_LINE_LENGTH = 998;

  /** Header fields that may occur only once; RFC 5322, section 3.6, and RFC 2045. */
  private static final Set<String> UNIQUE_FIELDS =
      Set.of(
          "date",
          "from",
          "sender",
          "reply-to",
          "to",
          "cc",
          "bcc",
          "message-id",
          "in-reply-to",
          "references",
          "subject",
          "mime-version",
          "content-type",
          "content-transfer-encoding");

  RawMessage {
    fields = List.copyOf(fields);
  }

  /**
   * Parses a message.
   *
   * @throws ServiceException if the message is invalid, with the error of SES
   */
  static RawMessage parse(byte[] bytes) throws ServiceException {
    String text = BARE_LINE_END.matcher(new String(bytes, ISO_8859_1)).replaceAll(CRLF);
    int emptyLine = text.startsWith(CRLF) ? 0 : headerLength(text);
    String header = text.substring(0, emptyLine);
    String body = text.substring(Math.min(text.length(), emptyLine + CRLF.length()));
    requireValidLineLengths(text);
    List<Field> fields = parseFields(header);
    requireUnique(fields);
    return new RawMessage(fields, body);
  }

  /** The unfolded value of the first field with a name. */
  Optional<String> value(String name) {
    return fields.stream()
        .filter(field -> field.name().equals(lower(name)))
        .findFirst()
        .map(Field::value);
  }

  /** Adds fields before the existing ones. They replace existing fields with the same names. */
  RawMessage withFields(List<Field> first) {
    var all = new ArrayList<>(first);
    fields.stream()
        .filter(field -> first.stream().noneMatch(other -> other.name().equals(field.name())))
        .forEach(all::add);
    return new RawMessage(all, body);
  }

  byte[] toBytes() {
    var text = new StringBuilder();
    fields.forEach(field -> text.append(field.folded()));
    return text.append(CRLF).append(body).toString().getBytes(ISO_8859_1);
  }

  /** The index of the empty line after the header; the length of the text if there is none. */
  private static int headerLength(String text) {
    int end = text.indexOf(CRLF + CRLF);
    return end < 0 ? text.length() : end + CRLF.length();
  }

  private static List<Field> parseFields(String header) throws ServiceException {
    var fields = new ArrayList<Field>();
    var field = new StringBuilder();
    int number = 0;
    for (String line : header.lines().toList()) {
      number++;
      boolean isFirstLine = FIELD.matcher(line).matches();
      if (!isFirstLine && (number == 1 || !FOLDED.matcher(line).matches())) {
        throw new ServiceException(
            "MessageRejected", "Line %d of the header is invalid.".formatted(number));
      }
      if (isFirstLine && !field.isEmpty()) {
        fields.add(new Field(field.toString()));
        field.setLength(0);
      }
      field.append(line).append(CRLF);
    }
    if (!field.isEmpty()) {
      fields.add(new Field(field.toString()));
    }
    return fields;
  }

  private static void requireValidLineLengths(String text) throws ServiceException {
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.length() > MAX_LINE_LENGTH) {
        throw new ServiceException(
            "MessageRejected",
            "Line %d is longer than %d characters.".formatted(number, MAX_LINE_LENGTH));
      }
    }
  }

  private static void requireUnique(List<Field> fields) throws ServiceException {
    var seen = new TreeSet<String>();
    for (Field field : fields) {
      if (!seen.add(field.name()) && UNIQUE_FIELDS.contains(field.name())) {
        throw new ServiceException(
            "InvalidParameterValue", "Duplicate header '%s'.".formatted(field.name()));
      }
    }
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /**
   * A header field.
   *
   * @param folded the field as in the message, including the final CRLF
   */
  record Field(String folded) {

    static Field of(String name, String value) {
      return new Field(name + ": " + value + CRLF);
    }

    /** The name in lower case. */
    String name() {
      return lower(folded.substring(0, folded.indexOf(':')).strip());
    }

    String value() {
      return folded.substring(folded.indexOf(':') + 1).replace(CRLF, "").strip();
    }
  }
}

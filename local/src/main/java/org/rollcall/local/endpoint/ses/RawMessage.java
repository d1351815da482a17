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
 * A message of RFC 5322, kept as it came but for its line ends, which become CRLF.
 *
 * @param fields the header's fields as they are folded, each with its last CRLF
 * @param body what follows the empty line; each character is one byte
 */
record RawMessage(List<Field> fields, String body) {

  private static final String CRLF = "\r\n";
  private static final Pattern BARE_LINE_END = Pattern.compile("\r(?!\n)|(?<!\r)\n");
  private static final Pattern FIELD = Pattern.compile("[!-9;-~]+[ \t]*:[\t -~]*");
  private static final Pattern FOLDED = Pattern.compile("[ \t][\t -~]*");

  /** Without its CRLF, in bytes; RFC 5322, section 2.1.1. */
  private static final int MAX_LINE = 998;

  /** Fields that a message has at most once; RFC 5322, section 3.6, and RFC 2045. */
  private static final Set<String> SINGLE =
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
   * Reads a message.
   *
   * @throws ServiceException if it is not one, as SES would say
   */
  static RawMessage parse(byte[] bytes) throws ServiceException {
    String text = BARE_LINE_END.matcher(new String(bytes, ISO_8859_1)).replaceAll(CRLF);
    int emptyLine = text.startsWith(CRLF) ? 0 : afterFields(text);
    String header = text.substring(0, emptyLine);
    String body = text.substring(Math.min(text.length(), emptyLine + CRLF.length()));
    requireShortLines(text);
    List<Field> fields = fieldsOf(header);
    requireSingle(fields);
    return new RawMessage(fields, body);
  }

  /** The value of the first field of this name, unfolded. */
  Optional<String> value(String name) {
    return fields.stream()
        .filter(field -> field.name().equals(lower(name)))
        .findFirst()
        .map(Field::value);
  }

  /** The message with fields put at its head, in the place of those of the same names. */
  RawMessage withHead(List<Field> head) {
    var all = new ArrayList<>(head);
    fields.stream()
        .filter(field -> head.stream().noneMatch(other -> other.name().equals(field.name())))
        .forEach(all::add);
    return new RawMessage(all, body);
  }

  byte[] toBytes() {
    var text = new StringBuilder();
    fields.forEach(field -> text.append(field.folded()));
    return text.append(CRLF).append(body).toString().getBytes(ISO_8859_1);
  }

  /** Where the empty line begins that ends the header, or the text's length if there is none. */
  private static int afterFields(String text) {
    int end = text.indexOf(CRLF + CRLF);
    return end < 0 ? text.length() : end + CRLF.length();
  }

  private static List<Field> fieldsOf(String header) throws ServiceException {
    var fields = new ArrayList<Field>();
    var field = new StringBuilder();
    int number = 0;
    for (String line : header.lines().toList()) {
      number++;
      boolean begins = FIELD.matcher(line).matches();
      if (!begins && (number == 1 || !FOLDED.matcher(line).matches())) {
        throw new ServiceException(
            "MessageRejected", "Line %d of the header is not part of a field.".formatted(number));
      }
      if (begins && !field.isEmpty()) {
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

  private static void requireShortLines(String text) throws ServiceException {
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.length() > MAX_LINE) {
        throw new ServiceException(
            "MessageRejected", "Line %d is longer than %d characters.".formatted(number, MAX_LINE));
      }
    }
  }

  private static void requireSingle(List<Field> fields) throws ServiceException {
    var seen = new TreeSet<String>();
    for (Field field : fields) {
      if (!seen.add(field.name()) && SINGLE.contains(field.name())) {
        throw new ServiceException(
            "InvalidParameterValue", "Duplicate header '%s'.".formatted(field.name()));
      }
    }
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /**
   * One field of the header.
   *
   * @param folded as it stands in the message, to its last CRLF
   */
  record Field(String folded) {

    static Field of(String name, String value) {
      return new Field(name + ": " + value + CRLF);
    }

    /** In lower case. */
    String name() {
      return lower(folded.substring(0, folded.indexOf(':')).strip());
    }

    String value() {
      return folded.substring(folded.indexOf(':') + 1).replace(CRLF, "").strip();
    }
  }
}

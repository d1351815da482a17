package org.rollcall.cli.userfile;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** In which encoding text is written, as XML's specification has it (appendix F), also for JSON. */
final class Encoding {

  /** Stands for bytes that are no text: half a character, which nothing can hold that is text. */
  static final char NO_TEXT = '\uDC80';

  private static final Pattern DECLARATION =
      Pattern.compile("^[\\uFEFF\\s]*<\\?xml[^>]*?encoding\\s*=\\s*[\"']([^\"']*)[\"']");

  private Encoding() {}

  /** The beginning of a text, good enough to see what it is. */
  static String glance(byte[] head) {
    return new String(head, family(head));
  }

  /**
   * The encoding's name.
   *
   * @param text the beginning of the text, at a glance
   */
  static String of(byte[] head, String text) {
    Charset family = family(head);
    Matcher declaration = DECLARATION.matcher(text);
    boolean isWide = family.name().startsWith("UTF-16") || family.name().startsWith("UTF-32");
    if (isWide || !declaration.find()) {
      return family.name();
    }
    // What can be read as it is written here is not UTF-16, though some programs say so.
    String name = declaration.group(1).strip();
    return name.toUpperCase(Locale.ROOT).startsWith("UTF-16") ? family.name() : name;
  }

  /**
   * The text of a stream, in which {@link #NO_TEXT} stands for what is not in the encoding.
   *
   * @throws UnreadableTextException if there is no encoding of that name
   */
  static Reader open(InputStream in, String encoding) throws UnreadableTextException {
    try {
      return new InputStreamReader(
          in,
          Charset.forName(encoding)
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPLACE)
              .onUnmappableCharacter(CodingErrorAction.REPLACE)
              .replaceWith(String.valueOf(NO_TEXT)));
    } catch (IllegalCharsetNameException
        | UnsupportedCharsetException
        | UnsupportedOperationException e) {
      throw new UnreadableTextException("it names an encoding that is not known");
    }
  }

  /** By the byte order mark, or else by what the first characters of JSON and XML are in bytes. */
  private static Charset family(byte[] head) {
    if (begins(head, 0xFF, 0xFE, 0, 0) || begins(head, -1, 0, 0, 0)) {
      return Charset.forName("UTF-32LE");
    }
    if (begins(head, 0, 0, 0xFE, 0xFF) || begins(head, 0, 0, 0, -1)) {
      return Charset.forName("UTF-32BE");
    }
    if (begins(head, 0xFF, 0xFE) || begins(head, -1, 0)) {
      return StandardCharsets.UTF_16LE;
    }
    if (begins(head, 0xFE, 0xFF) || begins(head, 0, -1)) {
      return StandardCharsets.UTF_16BE;
    }
    // The start of an XML declaration in EBCDIC.
    return begins(head, 0x4C, 0x6F, 0xA7, 0x94) && Charset.isSupported("IBM037")
        ? Charset.forName("IBM037")
        : StandardCharsets.UTF_8;
  }

  /** Whether bytes begin with others, where -1 stands for any but zero. */
  static boolean begins(byte[] head, int... with) {
    if (head.length < with.length) {
      return false;
    }
    for (int i = 0; i < with.length; i++) {
      int found = head[i] & 0xFF;
      if (with[i] < 0 ? found == 0 : found != with[i]) {
        return false;
      }
    }
    return true;
  }
}

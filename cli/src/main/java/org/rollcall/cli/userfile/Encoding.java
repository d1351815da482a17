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

/** Detects the encoding of XML and JSON as described in the XML specification, appendix F. */
final class Encoding {

  /** The replacement for invalid bytes: an unpaired surrogate, which valid text cannot contain. */
  static final char INVALID = '\uDC80';

  /** Matches any byte except zero in the patterns of {@link #startsWith}. */
  private static final int NON_ZERO = -1;

  private static final Pattern DECLARATION =
      Pattern.compile("^[\\uFEFF\\s]*<\\?xml[^>]*?encoding\\s*=\\s*[\"']([^\"']*)[\"']");

  private Encoding() {}

  /**
   * Decodes the start of a text. The result is only exact for the characters of an XML declaration.
   */
  static String decodeHead(byte[] head) {
    return new String(head, family(head));
  }

  /**
   * The name of the encoding, which Java may not support.
   *
   * @param head the first bytes
   * @param text the result of {@link #decodeHead}
   */
  static String detect(byte[] head, String text) {
    Charset family = family(head);
    Matcher declaration = DECLARATION.matcher(text);
    boolean isWide = family.name().startsWith("UTF-16") || family.name().startsWith("UTF-32");
    if (isWide || !declaration.find()) {
      return family.name();
    }
    // Some programs declare UTF-16 although the text is not. Real UTF-16 was recognized by its
    // bytes.
    String name = declaration.group(1).strip();
    return name.toUpperCase(Locale.ROOT).startsWith("UTF-16") ? family.name() : name;
  }

  /**
   * Decodes a stream. {@link #INVALID} replaces invalid bytes.
   *
   * @throws InvalidTextException if the encoding is unknown
   */
  static Reader open(InputStream in, String encoding) throws InvalidTextException {
    try {
      return new InputStreamReader(
          in,
          Charset.forName(encoding)
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPLACE)
              .onUnmappableCharacter(CodingErrorAction.REPLACE)
              .replaceWith(String.valueOf(INVALID)));
    } catch (IllegalCharsetNameException
        | UnsupportedCharsetException
        | UnsupportedOperationException e) {
      throw new InvalidTextException(UserFileError.XML_UNKNOWN_ENCODING);
    }
  }

  /**
   * The encoding family, from the byte order mark or from the bytes of the first characters, which
   * are ASCII.
   */
  private static Charset family(byte[] head) {
    if (startsWith(head, 0xFF, 0xFE, 0, 0) || startsWith(head, NON_ZERO, 0, 0, 0)) {
      return Charset.forName("UTF-32LE");
    }
    if (startsWith(head, 0, 0, 0xFE, 0xFF) || startsWith(head, 0, 0, 0, NON_ZERO)) {
      return Charset.forName("UTF-32BE");
    }
    if (startsWith(head, 0xFF, 0xFE) || startsWith(head, NON_ZERO, 0)) {
      return StandardCharsets.UTF_16LE;
    }
    if (startsWith(head, 0xFE, 0xFF) || startsWith(head, 0, NON_ZERO)) {
      return StandardCharsets.UTF_16BE;
    }
    // The start of an XML declaration in EBCDIC.
    return startsWith(head, 0x4C, 0x6F, 0xA7, 0x94) && Charset.isSupported("IBM037")
        ? Charset.forName("IBM037")
        : StandardCharsets.UTF_8;
  }

  /** Whether bytes start with a pattern, in which {@link #NON_ZERO} matches any byte but zero. */
  static boolean startsWith(byte[] head, int... pattern) {
    if (head.length < pattern.length) {
      return false;
    }
    for (int i = 0; i < pattern.length; i++) {
      int found = head[i] & 0xFF;
      if (pattern[i] == NON_ZERO ? found == 0 : found != pattern[i]) {
        return false;
      }
    }
    return true;
  }
}

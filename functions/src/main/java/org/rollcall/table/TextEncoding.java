package org.rollcall.table;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Finds out how a file's text is encoded: UTF-8 and UTF-16 with a byte order mark or without. */
final class TextEncoding {

  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final int UTF_16_LE_MARK = 0xFFFE;
  private static final int UTF_16_BE_MARK = 0xFEFF;

  /** How much of a file is looked at, in bytes. */
  private static final int SAMPLE = 400;

  private TextEncoding() {}

  /**
   * A file's text.
   *
   * @param isKnown false if the bytes outside ASCII are in an encoding that nothing tells; each of
   *     them then stands for itself, as in ISO-8859-1
   */
  record Decoded(String text, boolean isKnown) {}

  /**
   * Decodes a file, without its byte order mark.
   *
   * @throws UnreadableTableException if it is no text
   */
  static Decoded decode(byte[] content) {
    if (startsWith(content, ZIP)) {
      throw new UnreadableTableException(
          "is not text but a workbook or an archive: name it NAME.xlsx");
    }
    Decoded decoded = decoded(content);
    if (decoded.text.indexOf('\0') >= 0) {
      throw new UnreadableTableException("is not text; save it as \"CSV UTF-8\"");
    }
    return decoded;
  }

  private static Decoded decoded(byte[] content) {
    try {
      if (isUtf16(content, UTF_16_LE_MARK, 1)) {
        return known(content, StandardCharsets.UTF_16LE);
      }
      if (isUtf16(content, UTF_16_BE_MARK, 0)) {
        return known(content, StandardCharsets.UTF_16BE);
      }
    } catch (CharacterCodingException e) {
      throw new UnreadableTableException("is broken UTF-16 text; save it as \"CSV UTF-8\"");
    }
    try {
      return known(content, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      return new Decoded(new String(content, StandardCharsets.ISO_8859_1), false);
    }
  }

  private static Decoded known(byte[] content, Charset encoding) throws CharacterCodingException {
    String text = encoding.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    return new Decoded(text.startsWith("\uFEFF") ? text.substring(1) : text, true);
  }

  /**
   * Whether the file begins with a byte order mark, or plainly looks as if it lacked one: most of
   * the bytes on one side of each pair are zero, and none on the other.
   *
   * @param zeros on which side of a pair ASCII has its zero
   */
  private static boolean isUtf16(byte[] content, int mark, int zeros) {
    if (content.length < 2) {
      return false;
    }
    if (((content[0] & 0xFF) << 8 | (content[1] & 0xFF)) == mark) {
      return true;
    }
    int pairs = Math.min(content.length, SAMPLE) / 2;
    int there = 0;
    for (int pair = 0; pair < pairs; pair++) {
      if (content[2 * pair + 1 - zeros] == 0) {
        return false;
      }
      if (content[2 * pair + zeros] == 0) {
        there++;
      }
    }
    return there > pairs / 2;
  }

  static boolean startsWith(byte[] content, byte[] beginning) {
    return content.length >= beginning.length
        && Arrays.equals(content, 0, beginning.length, beginning, 0, beginning.length);
  }
}

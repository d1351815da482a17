package org.rollcall.table;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Detects the encoding of a text file: UTF-8 or UTF-16, with or without a byte order mark. */
final class TextEncoding {

  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final int UTF_16_LE_MARK = 0xFFFE;
  private static final int UTF_16_BE_MARK = 0xFEFF;

  /** The bytes that are checked for UTF-16. */
  private static final int SAMPLE_LENGTH = 400;

  private TextEncoding() {}

  /**
   * A file's text.
   *
   * @param isEncodingKnown false if the file is neither UTF-8 nor UTF-16; its bytes are then
   *     decoded as ISO-8859-1, and only ASCII characters are reliable (D-047)
   */
  record Decoded(String text, boolean isEncodingKnown) {}

  /**
   * Decodes a file, and removes its byte order mark.
   *
   * @throws UnreadableTableException if the file is not text
   */
  static Decoded decode(byte[] content) {
    if (startsWith(content, ZIP)) {
      throw new UnreadableTableException(TableError.TABLE_IS_ARCHIVE);
    }
    Decoded decoded = decoded(content);
    if (decoded.text.indexOf('\0') >= 0) {
      throw new UnreadableTableException(TableError.TABLE_NOT_TEXT);
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
      throw new UnreadableTableException(TableError.INVALID_UTF_16);
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
   * Whether the file is UTF-16. It is if it begins with the byte order mark, or if more than half
   * of its byte pairs have a zero at one index, and none at the other.
   *
   * @param zeros the index of the zero in the byte pair of an ASCII character: 0 or 1
   */
  private static boolean isUtf16(byte[] content, int mark, int zeros) {
    if (content.length < 2) {
      return false;
    }
    if (((content[0] & 0xFF) << 8 | (content[1] & 0xFF)) == mark) {
      return true;
    }
    int pairs = Math.min(content.length, SAMPLE_LENGTH) / 2;
    int pairsWithZero = 0;
    for (int pair = 0; pair < pairs; pair++) {
      if (content[2 * pair + 1 - zeros] == 0) {
        return false;
      }
      if (content[2 * pair + zeros] == 0) {
        pairsWithZero++;
      }
    }
    return pairsWithZero > pairs / 2;
  }

  static boolean startsWith(byte[] content, byte[] beginning) {
    return content.length >= beginning.length
        && Arrays.equals(content, 0, beginning.length, beginning, 0, beginning.length);
  }
}

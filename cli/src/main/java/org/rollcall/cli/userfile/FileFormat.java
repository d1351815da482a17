package org.rollcall.cli.userfile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The format of a file. It is detected from the first bytes, not from the file's name. */
enum FileFormat {
  EMPTY,
  JSON,
  XML,
  ZIP,
  GZIP,
  UNKNOWN;

  /** The number of bytes at the start of a file from which the format is detected. */
  private static final int HEAD_BYTES = 8192;

  /** Blanks, the bytes of byte order marks, and the zero bytes of UTF-16 and UTF-32. */
  private static final String INSIGNIFICANT = "^[\\s\\x00\\xEF\\xBB\\xBF\\xFE\\xFF]+";

  /** The start of an XML declaration in EBCDIC. */
  private static final String EBCDIC_XML = "Lo\u00A7\u0094";

  /**
   * Detects the format of a stream, which must support marks. Resets the stream to its position.
   */
  static FileFormat detect(InputStream in) throws IOException {
    in.mark(HEAD_BYTES);
    String head = new String(in.readNBytes(HEAD_BYTES), StandardCharsets.ISO_8859_1);
    in.reset();
    if (head.startsWith("PK\3\4") || head.startsWith("PK\5\6")) {
      return ZIP;
    }
    if (head.startsWith("\u001F\u008B")) {
      return GZIP;
    }
    if (head.startsWith(EBCDIC_XML)) {
      return XML;
    }
    String content = head.replaceFirst(INSIGNIFICANT, "");
    if (content.isEmpty()) {
      return head.length() < HEAD_BYTES ? EMPTY : UNKNOWN;
    }
    return switch (content.charAt(0)) {
      case '<' -> XML;
      case '{', '[' -> JSON;
      default -> UNKNOWN;
    };
  }
}

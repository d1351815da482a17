package org.rollcall.cli.userfile;

import java.io.IOException;
import java.io.InputStream;

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

  /**
   * A detected format.
   *
   * @param encoding the name of a text's encoding, which Java may not support; empty for other
   *     formats
   */
  record Detected(FileFormat format, String encoding) {}

  /**
   * Detects the format of a stream, which must support marks. Resets the stream to its position.
   */
  static Detected detect(InputStream in) throws IOException {
    in.mark(HEAD_BYTES);
    byte[] head = in.readNBytes(HEAD_BYTES);
    in.reset();
    if (Encoding.startsWith(head, 'P', 'K', 3, 4) || Encoding.startsWith(head, 'P', 'K', 5, 6)) {
      return new Detected(ZIP, "");
    }
    if (Encoding.startsWith(head, 0x1F, 0x8B)) {
      return new Detected(GZIP, "");
    }
    String text = Encoding.decodeHead(head);
    return new Detected(textFormat(text, head.length), Encoding.detect(head, text));
  }

  private static FileFormat textFormat(String text, int length) {
    String content = text.replaceFirst("^[\\uFEFF\\s]+", "");
    if (content.isEmpty()) {
      return length < HEAD_BYTES ? EMPTY : UNKNOWN;
    }
    return switch (content.charAt(0)) {
      case '<' -> XML;
      case '{', '[' -> JSON;
      default -> UNKNOWN;
    };
  }
}

package org.rollcall.cli.userfile;

import java.io.IOException;
import java.io.InputStream;

/** What a file is, told from how it begins and never from its name. */
enum FileFormat {
  EMPTY,
  JSON,
  XML,
  ZIP,
  GZIP,
  SOMETHING_ELSE;

  /** How much of a file is looked at, in bytes. */
  private static final int GLANCE = 8192;

  /**
   * What comes next in a stream.
   *
   * @param encoding in which it is written if it is text, by a name that may mean nothing
   */
  record Glance(FileFormat form, String encoding) {}

  /** Looks at a stream that can be marked, and leaves it where it was. */
  static Glance of(InputStream in) throws IOException {
    in.mark(GLANCE);
    byte[] head = in.readNBytes(GLANCE);
    in.reset();
    if (Encoding.begins(head, 'P', 'K', 3, 4) || Encoding.begins(head, 'P', 'K', 5, 6)) {
      return new Glance(ZIP, "");
    }
    if (Encoding.begins(head, 0x1F, 0x8B)) {
      return new Glance(GZIP, "");
    }
    String text = Encoding.glance(head);
    return new Glance(text(text, head.length), Encoding.of(head, text));
  }

  private static FileFormat text(String text, int length) {
    String filled = text.replaceFirst("^[\\uFEFF\\s]+", "");
    if (filled.isEmpty()) {
      return length < GLANCE ? EMPTY : SOMETHING_ELSE;
    }
    return switch (filled.charAt(0)) {
      case '<' -> XML;
      case '{', '[' -> JSON;
      default -> SOMETHING_ELSE;
    };
  }
}

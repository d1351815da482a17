package org.rollcall.cli.userfile;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Locale;

/**
 * Limits how much a parser reads between two events. Without a limit, the parser would collect a
 * tag, comment or section of any length in memory. See D-027.
 */
final class BoundedReader extends FilterReader {

  /** In characters: more than a parser reads ahead, and more than any part of a valid record. */
  private static final int MAX_LENGTH = 2 * UserFile.MAX_RECORD_LENGTH;

  private int length;

  BoundedReader(Reader in) {
    super(in);
  }

  /** Allows the full length again, after the parser has returned an event. */
  void resetLimit() {
    length = 0;
  }

  @Override
  public int read() throws IOException {
    return count(in.read(), 1);
  }

  @Override
  public int read(char[] buffer, int offset, int maxLength) throws IOException {
    int count = in.read(buffer, offset, maxLength);
    return count(count, count);
  }

  private int count(int result, int count) throws IOException {
    length += result < 0 ? 0 : count;
    if (length > MAX_LENGTH) {
      throw new InvalidTextException(
          UserFileError.XML_TOKEN_TOO_LONG, String.format(Locale.ROOT, "%,d", MAX_LENGTH));
    }
    return result;
  }
}

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

  /** In characters. No parser reads ahead so far, and no part of a valid record is so long. */
  private static final int MAX_LENGTH = 2 * UserFile.MAX_RECORD_LENGTH;

  private int length;

  BoundedReader(Reader in) {
    super(in);
  }

  /** Resets the count of characters. Called after the parser has returned an event. */
  void resetLimit() {
    length = 0;
  }

  @Override
  public int read() throws IOException {
    return checkLength(in.read(), 1);
  }

  @Override
  public int read(char[] buffer, int offset, int maxLength) throws IOException {
    int count = in.read(buffer, offset, maxLength);
    return checkLength(count, count);
  }

  private int checkLength(int result, int count) throws IOException {
    length += result < 0 ? 0 : count;
    if (length > MAX_LENGTH) {
      throw new InvalidTextException(
          UserFileError.XML_TOKEN_TOO_LONG, String.format(Locale.ROOT, "%,d", MAX_LENGTH));
    }
    return result;
  }
}

package org.rollcall.cli.userfile;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Keeps a parser short, which would collect a tag, a comment or a section of any length before it
 * says anything: text beyond a bound is not given to it until the leash is let out again.
 */
final class BoundedReader extends FilterReader {

  /** In characters: more than a parser reads ahead, and than anything in a record can be long. */
  private static final int LENGTH = 2 * UserFile.LONGEST_RECORD;

  private int taken;

  BoundedReader(Reader in) {
    super(in);
  }

  /** The parser has said something, and may read on. */
  void letOut() {
    taken = 0;
  }

  @Override
  public int read() throws IOException {
    return taken(in.read(), 1);
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    int count = in.read(buffer, offset, length);
    return taken(count, count);
  }

  private int taken(int answer, int count) throws IOException {
    taken += answer < 0 ? 0 : count;
    if (taken > LENGTH) {
      throw new UnreadableTextException("it has a tag, a comment or the like that is too long");
    }
    return answer;
  }
}

package org.rollcall.cli.userfile;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What comes out of a packed file, until it is too much for what went in. */
final class DecompressionGuard extends FilterInputStream {

  /** In bytes: about a million users. */
  private static final long MOST = 4L << 30;

  /** Users as XML pack to a tenth or a thirtieth; a bomb to a thousandth. */
  private static final int MOST_TIMES = 200;

  /** In bytes: so much may come out of whatever went in. */
  private static final long HARMLESS = 16L << 20;

  private final Counter packed;
  private long count;

  /** Counts the bytes that are read through it. */
  static final class Counter extends FilterInputStream {

    private long count;

    Counter(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int answer = in.read();
      count += answer < 0 ? 0 : 1;
      return answer;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int answer = in.read(buffer, offset, length);
      count += Math.max(0, answer);
      return answer;
    }
  }

  /**
   * Unpacks.
   *
   * @param in what unpacks the bytes that it reads through the counter
   */
  DecompressionGuard(InputStream in, Counter packed) {
    super(in);
    this.packed = packed;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int answer = in.read(buffer, offset, length);
    count += Math.max(0, answer);
    if (count > MOST || (count > HARMLESS && count / MOST_TIMES > packed.count)) {
      throw new UnreadableFileException(
          "it unpacks to more than 4 GB, or to more than 200 times its size, which users do not");
    }
    return answer;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Reads on to the end of what is being unpacked. */
  void skipRest() throws IOException {
    byte[] buffer = new byte[8192];
    while (read(buffer, 0, buffer.length) >= 0) {
      // What is read is nobody's.
    }
  }

  /** Whoever reads a part of a packed file does not end the whole. */
  @Override
  public void close() {}
}

package org.rollcall.cli.userfile;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Limits the size of decompressed content, and its ratio to the compressed size. */
final class DecompressionGuard extends FilterInputStream {

  /** The maximum decompressed size. A million users have about this size. */
  private static final long MAX_BYTES = 4L << 30;

  /** The maximum ratio. It is 10 to 30 for users in XML, and about 1,000 for a zip bomb. */
  private static final int MAX_RATIO = 200;

  /** The ratio is not checked below this size. */
  private static final long MIN_CHECKED_BYTES = 16L << 20;

  private static final int BUFFER_BYTES = 8192;

  private final Counter compressed;
  private long count;

  /** Counts the bytes that are read through it. */
  static final class Counter extends FilterInputStream {

    private long count;

    Counter(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int result = in.read();
      count += result < 0 ? 0 : 1;
      return result;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int result = in.read(buffer, offset, length);
      count += Math.max(0, result);
      return result;
    }
  }

  /**
   * @param in the decompressing stream, which reads through the counter
   */
  DecompressionGuard(InputStream in, Counter compressed) {
    super(in);
    this.compressed = compressed;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  /**
   * Reads decompressed bytes.
   *
   * @throws InvalidFileException if the content is too large
   */
  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int result = in.read(buffer, offset, length);
    count += Math.max(0, result);
    if (count > MAX_BYTES || (count > MIN_CHECKED_BYTES && count / MAX_RATIO > compressed.count)) {
      throw new InvalidFileException(UserFileError.DECOMPRESSED_TOO_LARGE);
    }
    return result;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Skips to the end of the content. */
  void skipRest() throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    while (read(buffer, 0, buffer.length) >= 0) {
      // The content is not used.
    }
  }

  /** Does nothing, because the reader of one file in a zip must not close the zip. */
  @Override
  public void close() {}
}

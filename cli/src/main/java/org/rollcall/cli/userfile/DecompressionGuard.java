package org.rollcall.cli.userfile;

import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.io.input.BoundedInputStream;
import org.apache.commons.io.input.ProxyInputStream;

/** Limits the size of decompressed content, and its ratio to the compressed size. */
final class DecompressionGuard extends ProxyInputStream {

  /** The maximum decompressed size. A million users have about this size. */
  private static final long MAX_BYTES = 4L << 30;

  /** The maximum ratio. It is 10 to 30 for users in XML, and about 1,000 for a zip bomb. */
  private static final int MAX_RATIO = 200;

  /** The ratio is not checked below this size. */
  private static final long MIN_CHECKED_BYTES = 16L << 20;

  private final BoundedInputStream compressed;
  private long count;

  /**
   * @param in the decompressing stream
   * @param compressed the stream that it reads, which counts the bytes
   */
  DecompressionGuard(InputStream in, BoundedInputStream compressed) {
    super(in);
    this.compressed = compressed;
  }

  /**
   * Counts the bytes that were read.
   *
   * @throws InvalidFileException if the content is too large
   */
  @Override
  protected void afterRead(int bytes) throws IOException {
    count += Math.max(0, bytes);
    if (count > MAX_BYTES
        || (count > MIN_CHECKED_BYTES && count / MAX_RATIO > compressed.getCount())) {
      throw new InvalidFileException(UserFileError.DECOMPRESSED_TOO_LARGE);
    }
  }

  /** Does nothing, because the reader of one file in a zip must not close the zip. */
  @Override
  public void close() {}
}

package org.rollcall.aws;

import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.exception.SdkClientException;

/** An object's bytes. Reading fails if the stream ends before the last of them. */
@UsesAwsSdk
final class CheckedStream extends InputStream {

  private final InputStream bytes;
  private long missing;

  CheckedStream(InputStream bytes, long length) {
    this.bytes = bytes;
    this.missing = length;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    int count = Bucket.call(() -> readSome(buffer, offset, length));
    missing -= Math.max(count, 0);
    if (count < 0 && missing > 0) {
      throw new BucketException(SdkClientException.create(Bucket.TRUNCATED));
    }
    return count;
  }

  private int readSome(byte[] buffer, int offset, int length) {
    try {
      return bytes.read(buffer, offset, length);
    } catch (IOException e) {
      throw SdkClientException.create(Bucket.NOT_READ, e);
    }
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}

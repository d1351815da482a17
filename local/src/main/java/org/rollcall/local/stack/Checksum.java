package org.rollcall.local.stack;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.rollcall.id.Sha256;

/** Passes bytes on, and computes their number and their SHA-256. */
final class Checksum extends OutputStream {

  private final OutputStream out;
  private final Sha256.Stream digest = new Sha256.Stream();
  private long size;

  Checksum(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    digest.add(Arrays.copyOfRange(bytes, offset, offset + length));
    size += length;
  }

  long size() {
    return size;
  }

  /** The SHA-256 in hexadecimal. May be called once. */
  String hex() {
    return digest.hex();
  }
}

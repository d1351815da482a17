package org.rollcall.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import org.rollcall.local.archive.TarEntry;

/** The number of a backup's files, and the SHA-256 of their names and checksums in order. */
final class BackupDigest {

  private final Checksum checksum = new Checksum(OutputStream.nullOutputStream());
  private int files;

  void add(TarEntry entry) throws IOException {
    byte[] line = (entry.comment() + " " + entry.path() + "\0").getBytes(UTF_8);
    checksum.write(line);
    files++;
  }

  int files() {
    return files;
  }

  /** The last entry of the backup. May be called once. */
  BackupManifest.End toEnd() {
    return new BackupManifest.End(files, checksum.hex());
  }
}

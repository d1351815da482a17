package org.rollcall.local.endpoint.kms;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;

/** A file of 64 random bytes, made when they are first asked for, which only its owner may read. */
final class KmsKeyFile {

  private static final int LENGTH = 64;

  private final Path path;
  private byte[] key = {};

  KmsKeyFile(Path path) {
    this.path = path;
  }

  /**
   * The key; always the same.
   *
   * @throws IOException if the file cannot be read or made, or holds something else
   */
  synchronized byte[] key() throws IOException {
    if (key.length == 0) {
      if (Files.notExists(path)) {
        make();
      }
      byte[] bytes = Files.readAllBytes(path);
      if (bytes.length != LENGTH) {
        throw new IOException(path + " does not hold a key of " + LENGTH + " bytes");
      }
      key = bytes;
    }
    return key.clone();
  }

  /** Waits for the disk: with another key after a loss of power, no password would be right. */
  private void make() throws IOException {
    byte[] bytes = new byte[LENGTH];
    new SecureRandom().nextBytes(bytes);
    Path unfinished = path.resolveSibling(path.getFileName() + ".part");
    Files.deleteIfExists(unfinished);
    try (FileChannel channel =
        FileChannel.open(
            unfinished,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            ownerOnly())) {
      channel.write(ByteBuffer.wrap(bytes));
      channel.force(true);
    }
    Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
  }

  private FileAttribute<?>[] ownerOnly() {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}

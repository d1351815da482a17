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

/** A file with a key of 64 random bytes. It is created on first use; only its owner can read it. */
final class KmsKeyFile {

  private static final int KEY_BYTES = 64;

  private final Path path;
  private byte[] key = {};

  KmsKeyFile(Path path) {
    this.path = path;
  }

  /**
   * The key. Creates the file if it does not exist.
   *
   * @throws IOException if the file cannot be read or created, or does not contain 64 bytes
   */
  synchronized byte[] key() throws IOException {
    if (key.length == 0) {
      if (Files.notExists(path)) {
        create();
      }
      byte[] bytes = Files.readAllBytes(path);
      if (bytes.length != KEY_BYTES) {
        throw new IOException(path + " does not contain a key of " + KEY_BYTES + " bytes");
      }
      key = bytes;
    }
    return key.clone();
  }

  /**
   * Creates the key and forces it to the disk. If the key were lost in a power failure, all
   * passwords derived from it would be invalid.
   */
  private void create() throws IOException {
    byte[] bytes = new byte[KEY_BYTES];
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

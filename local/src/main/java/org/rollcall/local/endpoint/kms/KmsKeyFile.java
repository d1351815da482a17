package org.rollcall.local.endpoint.kms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;

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
    // The JDK creates temporary files that only their owner can read, where that is possible.
    Path unfinished = Files.createTempFile(path.toAbsolutePath().getParent(), "key", ".part");
    Files.write(unfinished, bytes, StandardOpenOption.SYNC);
    Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
  }
}

package org.rollcall.local.endpoint.kms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Optional;

/** A file with a key of 64 random bytes, which only its owner can read. */
final class KmsKeyFile {

  private static final int KEY_BYTES = 64;

  private final Path path;
  private byte[] key = {};

  KmsKeyFile(Path path) {
    this.path = path;
  }

  /**
   * The key.
   *
   * @throws IOException if the file cannot be read or does not contain 64 bytes
   */
  synchronized byte[] key() throws IOException {
    if (key.length == 0) {
      byte[] bytes = Files.readAllBytes(path);
      if (bytes.length != KEY_BYTES) {
        throw new IOException(path + " does not contain a key of " + KEY_BYTES + " bytes");
      }
      key = bytes;
    }
    return key.clone();
  }

  /** Why a file is not a key; empty if it is one. */
  static Optional<String> fault(Path path) throws IOException {
    if (Files.notExists(path)) {
      return Optional.of("is missing");
    }
    return Files.isRegularFile(path) && Files.readAllBytes(path).length == KEY_BYTES
        ? Optional.empty()
        : Optional.of("does not contain a key of " + KEY_BYTES + " bytes");
  }

  /**
   * Creates the key if the file does not exist, and forces it to the disk. If the key were lost in
   * a power failure, all passwords derived from it would be invalid.
   */
  static void create(Path path) throws IOException {
    if (Files.exists(path)) {
      return;
    }
    byte[] bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    // The JDK creates temporary files that only their owner can read, where that is possible.
    Path unfinished = Files.createTempFile(path.toAbsolutePath().getParent(), "key", ".part");
    Files.write(unfinished, bytes, StandardOpenOption.SYNC);
    Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
  }
}

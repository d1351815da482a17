package org.rollcall.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Temporary files of S3Proxy. S3Proxy writes an object to a temporary file in the same folder,
 * whose name is the object's name and a random UUID, and renames it. The write is acknowledged
 * after that. A killed process leaves the file. No object of Rollcall has such a name.
 */
final class UnfinishedObjects {

  /** A name that ends with a random UUID (version 4), or the folder of a multipart upload. */
  private static final Pattern TEMPORARY_NAME =
      Pattern.compile(
          ".+-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}|\\.mpus-.*");

  private UnfinishedObjects() {}

  /** Whether a key is that of a temporary file. */
  static boolean isUnfinished(String key) {
    return TEMPORARY_NAME.matcher(key.substring(key.lastIndexOf('/') + 1)).matches();
  }

  /**
   * Deletes the temporary files.
   *
   * @param folder the folder of the buckets, which no request may be writing
   */
  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (isUnfinished(file.getFileName().toString())) {
          Files.delete(file);
        }
      }
    }
  }
}

package org.rollcall.cli;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;

/** Checks object keys that a user types, and finds their media types. */
final class ObjectKey {

  /** S3's limit, in bytes of UTF-8. */
  private static final int MAX_BYTES = 1024;

  private static final Map<String, String> MEDIA_TYPES =
      Map.of(
          "json", "application/json",
          "jsonl", "application/jsonl",
          "csv", "text/csv; charset=utf-8",
          "txt", "text/plain; charset=utf-8",
          "html", "text/html; charset=utf-8");

  private ObjectKey() {}

  /**
   * Checks a key. Its parts must be valid file names, because objects are files in a data folder.
   *
   * @throws CommandException if the key is invalid
   */
  static void check(String key) {
    boolean hasValidParts =
        Arrays.stream(key.split("/", -1))
            .allMatch(part -> !part.isBlank() && !part.equals(".") && !part.equals(".."));
    if (!hasValidParts
        || key.codePoints().anyMatch(Character::isISOControl)
        || key.contains("\\")
        || key.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw CommandException.rejected(CommandError.INVALID_OBJECT_KEY, key);
    }
  }

  /**
   * Checks the beginning of keys, which may end with a slash or be empty.
   *
   * @throws CommandException if no valid key begins with it
   */
  static void checkPrefix(String prefix) {
    if (!prefix.isEmpty()) {
      check(prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix);
    }
  }

  static String mediaType(String key) {
    String extension = key.substring(key.lastIndexOf('.') + 1);
    return MEDIA_TYPES.getOrDefault(extension, "application/octet-stream");
  }
}

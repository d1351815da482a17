package org.rollcall.cli;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.rollcall.cli.command.CommandException;

/** Keys of the bucket's objects, as somebody types them. */
final class ObjectKey {

  /** S3's bound, in bytes of UTF-8. */
  private static final int LONGEST = 1024;

  private static final Map<String, String> MEDIA_TYPES =
      Map.of(
          "json", "application/json",
          "jsonl", "application/jsonl",
          "csv", "text/csv; charset=utf-8",
          "txt", "text/plain; charset=utf-8",
          "html", "text/html; charset=utf-8");

  private ObjectKey() {}

  /**
   * Refuses what cannot be a key here, where objects are files in folders.
   *
   * @throws CommandException with what is wrong
   */
  static void check(String key) {
    boolean folders =
        Arrays.stream(key.split("/", -1))
            .allMatch(part -> !part.isBlank() && !part.equals(".") && !part.equals(".."));
    if (!folders
        || key.codePoints().anyMatch(Character::isISOControl)
        || key.contains("\\")
        || key.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      throw CommandException.misuse(
          "\""
              + key
              + "\" is not a key. A key is like sets/leavers.csv: names with slashes between.");
    }
  }

  /**
   * Refuses what no key begins with.
   *
   * @throws CommandException with what is wrong
   */
  static void checkPrefix(String prefix) {
    if (!prefix.isEmpty()) {
      check(prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix);
    }
  }

  static String mediaType(String key) {
    String ending = key.substring(key.lastIndexOf('.') + 1);
    return MEDIA_TYPES.getOrDefault(ending, "application/octet-stream");
  }
}

package org.rollcall.cli.objects;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.rollcall.aws.Bucket;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;
import org.rollcall.json.SimilarNames;

/** Checks object keys that a user types, and finds their media types. */
public final class ObjectKey {

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
  public static void check(String key) {
    if (!isValid(key)) {
      throw CommandException.rejected(CommandError.INVALID_OBJECT_KEY, key);
    }
  }

  private static boolean isValid(String key) {
    boolean hasValidParts =
        Arrays.stream(key.split("/", -1))
            .allMatch(part -> !part.isBlank() && !part.equals(".") && !part.equals(".."));
    return hasValidParts
        && key.codePoints().noneMatch(Character::isISOControl)
        && !key.contains("\\")
        && key.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
  }

  /**
   * Checks the beginning of keys, which may end with a slash or be empty.
   *
   * @throws CommandException if no valid key begins with it
   */
  static void checkPrefix(String prefix) {
    if (!prefix.isEmpty() && !isValid(withoutSlash(prefix))) {
      throw CommandException.rejected(CommandError.INVALID_OBJECT_KEY, prefix);
    }
  }

  /** A key without a slash at its end. */
  static String withoutSlash(String key) {
    return key.endsWith("/") ? key.substring(0, key.length() - 1) : key;
  }

  /** The error for a key that no object has: it is a folder, or a similar one exists. */
  static CommandException notFound(Bucket bucket, String key) {
    List<String> keys = bucket.list("");
    String folder = withoutSlash(key) + "/";
    return CommandException.rejected(
        CommandError.OBJECT_NOT_FOUND,
        key,
        keys.stream().anyMatch(found -> found.startsWith(folder))
            ? "; " + folder + " is a folder: ./rollcall ls " + folder
            : SimilarNames.hint(key, keys));
  }

  public static String mediaType(String key) {
    String extension = key.substring(key.lastIndexOf('.') + 1);
    return MEDIA_TYPES.getOrDefault(extension, "application/octet-stream");
  }
}

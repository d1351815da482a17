package org.rollcall.set;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.rollcall.aws.Bucket;
import org.rollcall.aws.ObjectTooLargeException;
import org.rollcall.error.Faults;
import org.rollcall.json.SimilarNames;

/** The objects in the bucket that contain sets, such as {@code sets/NAME.csv}. */
final class SetFiles {

  private static final String PREFIX = "sets/";
  private static final List<String> FORMATS = List.of(".csv", ".txt", ".xlsx", ".json");
  private static final Pattern NAME = Pattern.compile("[^./\\\\\\p{Cntrl}][^/\\\\\\p{Cntrl}]*");

  /** Of all sets of a job together. See D-051. */
  private static final int MAX_BYTES = 64 << 20;

  private static final int MAX_JSON_BYTES = 16 << 20;

  private final Bucket bucket;
  private final Faults faults;
  private Optional<List<String>> keys = Optional.empty();
  private int remainingBytes = MAX_BYTES;

  SetFiles(Bucket bucket, Faults faults) {
    this.bucket = bucket;
    this.faults = faults;
  }

  /**
   * The key of the set's object. Adds an error if there is not exactly one.
   *
   * @param path where the set is named
   */
  Optional<String> find(String name, String path) {
    if (!NAME.matcher(name).matches()) {
      return faults.add(path, SetError.INVALID_SET_NAME);
    }
    List<String> matching =
        keys().stream().filter(key -> name(key).equals(Optional.of(name))).toList();
    if (matching.isEmpty()) {
      return faults.add(path, SetError.SET_NOT_FOUND, name, hint(name));
    }
    return matching.size() == 1
        ? Optional.of(matching.get(0))
        : faults.add(path, SetError.AMBIGUOUS_SET, String.join(" and ", matching));
  }

  /** An object's content. Adds an error if it is too large. */
  Optional<byte[]> read(String key) {
    boolean isJson = key.toLowerCase(Locale.ROOT).endsWith(".json");
    try {
      byte[] content =
          bucket
              .get(key, isJson ? Math.min(remainingBytes, MAX_JSON_BYTES) : remainingBytes)
              .orElse(new byte[0]);
      remainingBytes -= content.length;
      return Optional.of(content);
    } catch (ObjectTooLargeException e) {
      return isJson
          ? faults.add(key, SetError.SET_JSON_TOO_LARGE, MAX_JSON_BYTES >> 20)
          : faults.add(key, SetError.SET_TOO_LARGE, MAX_BYTES >> 20);
    }
  }

  private List<String> keys() {
    List<String> listed = keys.orElseGet(() -> bucket.list(PREFIX));
    keys = Optional.of(listed);
    return listed;
  }

  /** The set's name in a key; empty if the key is not that of a set. */
  private static Optional<String> name(String key) {
    String file = key.substring(PREFIX.length());
    return FORMATS.stream()
        .filter(format -> file.toLowerCase(Locale.ROOT).endsWith(format))
        .map(format -> file.substring(0, file.length() - format.length()))
        .findFirst();
  }

  private String hint(String name) {
    return SimilarNames.hint(name, keys().stream().flatMap(key -> name(key).stream()).toList());
  }
}

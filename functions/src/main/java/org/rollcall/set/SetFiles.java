package org.rollcall.set;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.rollcall.aws.Bucket;
import org.rollcall.aws.ObjectTooLargeException;
import org.rollcall.error.Faults;
import org.rollcall.json.SimilarNames;

/** The objects of the bucket that hold sets: {@code sets/NAME.csv} and the like. */
final class SetFiles {

  private static final String PREFIX = "sets/";
  private static final List<String> FORMATS = List.of(".csv", ".txt", ".xlsx", ".json");
  private static final Pattern NAME = Pattern.compile("[^./\\\\\\p{Cntrl}][^/\\\\\\p{Cntrl}]*");

  /** How large all sets of a job may be together, and each that is JSON, in bytes. */
  private static final int LARGEST = 64 << 20;

  private static final int LARGEST_JSON = 16 << 20;

  private final Bucket bucket;
  private Optional<List<String>> keys = Optional.empty();
  private int room = LARGEST;

  SetFiles(Bucket bucket) {
    this.bucket = requireNonNull(bucket, "bucket is null");
  }

  /**
   * The object that holds a set, noting a fault if there is not exactly one.
   *
   * @param path where the set is named
   */
  Optional<String> find(String name, String path, Faults faults) {
    if (!NAME.matcher(name).matches()) {
      faults.add(path, "is not a set's name: no slashes, and no dot at its start");
      return Optional.empty();
    }
    List<String> matching =
        keys().stream().filter(key -> name(key).equals(Optional.of(name))).toList();
    if (matching.isEmpty()) {
      faults.add(path, "names no set: there is no " + forms(name) + "." + hint(name));
      return Optional.empty();
    }
    if (matching.size() > 1) {
      faults.add(
          path, "names several sets, " + String.join(" and ", matching) + ": remove all but one");
      return Optional.empty();
    }
    return Optional.of(matching.get(0));
  }

  /** An object's content, noting a fault if it is too large. */
  Optional<byte[]> read(String key, Faults faults) {
    boolean isJson = key.toLowerCase(Locale.ROOT).endsWith(".json");
    try {
      byte[] content =
          bucket.get(key, isJson ? Math.min(room, LARGEST_JSON) : room).orElse(new byte[0]);
      room -= content.length;
      return Optional.of(content);
    } catch (ObjectTooLargeException e) {
      faults.add(
          key,
          isJson
              ? "is too large: a set may have "
                  + (LARGEST_JSON >> 20)
                  + " MB as JSON; make it a .csv file"
              : "is too large: a job's sets may have " + (LARGEST >> 20) + " MB together");
      return Optional.empty();
    }
  }

  private List<String> keys() {
    List<String> listed = keys.orElseGet(() -> bucket.list(PREFIX));
    keys = Optional.of(listed);
    return listed;
  }

  /** The name of the set in an object; nothing if it holds none. */
  private static Optional<String> name(String key) {
    String file = key.substring(PREFIX.length());
    return FORMATS.stream()
        .filter(format -> file.toLowerCase(Locale.ROOT).endsWith(format))
        .map(format -> file.substring(0, file.length() - format.length()))
        .findFirst();
  }

  private static String forms(String name) {
    return PREFIX + name + String.join(" or " + PREFIX + name, FORMATS);
  }

  private String hint(String name) {
    TreeSet<String> names = new TreeSet<>();
    keys().forEach(key -> name(key).ifPresent(names::add));
    return SimilarNames.hint(name, names);
  }
}

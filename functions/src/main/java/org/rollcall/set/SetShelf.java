package org.rollcall.set;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.rollcall.aws.Bucket;
import org.rollcall.json.Faults;
import org.rollcall.json.Nearest;
import org.rollcall.user.PrimaryId;

/** The sets in the bucket: the objects {@code sets/NAME.csv}, {@code .txt} and {@code .json}. */
public final class SetShelf {

  static final int LONGEST_NAME = 200;

  private static final String PREFIX = "sets/";
  private static final List<String> FORMATS = List.of(".csv", ".txt", ".json");
  private static final Pattern NAME = Pattern.compile("[^./\\\\\\p{Cntrl}][^/\\\\\\p{Cntrl}]*");

  private final Bucket bucket;

  public SetShelf(Bucket bucket) {
    this.bucket = requireNonNull(bucket, "bucket is null");
  }

  /**
   * Reads a set, noting every fault.
   *
   * @param operator whoever wants to use it
   */
  public Optional<SetDefinition> read(String name, PrimaryId operator, Faults faults) {
    if (!NAME.matcher(name).matches()) {
      faults.add("set", "is not a set's name: no slashes, and no dot at its start");
      return Optional.empty();
    }
    List<String> keys = bucket.list(PREFIX);
    List<String> matching =
        FORMATS.stream().map(format -> PREFIX + name + format).filter(keys::contains).toList();
    if (matching.isEmpty()) {
      faults.add("set", "names no set: there is no " + forms(name) + "." + hint(name, keys));
      return Optional.empty();
    }
    if (matching.size() > 1) {
      faults.add(
          "set", "names several sets, " + String.join(" and ", matching) + ": remove all but one");
      return Optional.empty();
    }
    String key = matching.get(0);
    byte[] content = bucket.get(key).orElse(new byte[0]);
    return key.endsWith(".json")
        ? SetJson.read(key, content, operator, faults)
        : SetTable.read(key, content, faults);
  }

  private static String forms(String name) {
    return PREFIX + name + String.join(" or " + PREFIX + name, FORMATS);
  }

  private static String hint(String name, List<String> keys) {
    TreeSet<String> names = new TreeSet<>();
    for (String key : keys) {
      FORMATS.stream()
          .filter(key::endsWith)
          .forEach(
              format -> names.add(key.substring(PREFIX.length(), key.length() - format.length())));
    }
    return Nearest.hint(name, names);
  }
}

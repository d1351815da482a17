package org.rollcall.cli.users;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.rollcall.aws.Bucket;
import org.rollcall.set.SetKeys;

/** The sets in the bucket. */
public final class StoredSets {

  private StoredSets() {}

  /** The keys of all sets by name. The last of several sets with one name has the key. */
  public static Map<String, String> keys(Bucket bucket) {
    Map<String, String> keys = new TreeMap<>();
    for (String key : bucket.list(SetKeys.FOLDER)) {
      Optional<String> name = SetKeys.name(key).filter(set -> !set.contains("/"));
      name.ifPresent(set -> keys.put(set, key));
    }
    return keys;
  }

  /** The names of all sets. */
  public static List<String> names(Bucket bucket) {
    return List.copyOf(keys(bucket).keySet());
  }
}

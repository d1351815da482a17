package org.rollcall.set;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.rollcall.error.Faults;
import org.rollcall.json.SimilarNames;
import org.rollcall.table.TextTable;
import org.rollcall.table.UnreadableTableException;
import org.rollcall.table.Worksheet;
import org.rollcall.user.PrimaryId;

/**
 * Reads a job's set and the sets it is made of. Each set is read once, even if it is named several
 * times. All sets share the limits of the job. See D-051.
 */
final class SetReader {

  private static final int MAX_LEVELS = 10;
  private static final int MAX_SETS = 100;

  private final SetFiles files;
  private final IdentifierTypes types;
  private final PrimaryId operator;
  private final Faults faults;
  private final Map<String, Optional<SetDefinition>> read = new HashMap<>();
  private final Deque<String> open = new ArrayDeque<>();
  private int remainingIds = SetRepository.MAX_IDS;

  SetReader(SetFiles files, IdentifierTypes types, PrimaryId operator, Faults faults) {
    this.files = files;
    this.types = types;
    this.operator = operator;
    this.faults = faults;
  }

  Faults faults() {
    return faults;
  }

  PrimaryId operator() {
    return operator;
  }

  /**
   * Reads a set from the bucket, and adds all its errors.
   *
   * @param path where the set is named
   */
  Optional<SetDefinition> read(String name, String path) {
    if (open.contains(name)) {
      faults.add(path, SetError.CIRCULAR_SETS, circle(name));
      return Optional.empty();
    }
    if (read.containsKey(name)) {
      return read.getOrDefault(name, Optional.empty());
    }
    if (open.size() == MAX_LEVELS || read.size() + open.size() == MAX_SETS) {
      faults.add(path, SetError.TOO_MANY_NESTED_SETS, MAX_SETS, MAX_LEVELS);
      return Optional.empty();
    }
    Optional<String> key = files.find(name, path, faults);
    if (key.isEmpty()) {
      return Optional.empty();
    }
    open.addLast(name);
    Optional<SetDefinition> set =
        files.read(key.get(), faults).flatMap(content -> read(key.get(), content));
    open.removeLast();
    read.put(name, set);
    return set;
  }

  private String circle(String name) {
    StringBuilder circle = new StringBuilder();
    open.stream()
        .dropWhile(set -> !set.equals(name))
        .forEach(set -> circle.append(set).append(" -> "));
    return circle + name;
  }

  private Optional<SetDefinition> read(String key, byte[] content) {
    String format = key.substring(key.lastIndexOf('.')).toLowerCase(Locale.ROOT);
    if (format.equals(".json")) {
      return SetJson.read(key, content, this);
    }
    try {
      Optional<SetDefinition> set =
          SetTable.read(
              key,
              format.equals(".xlsx") ? Worksheet.open(content) : TextTable.open(content),
              types,
              remainingIds,
              faults);
      set.ifPresent(list -> remainingIds -= ((SetDefinition.Itemized) list).ids().size());
      return set;
    } catch (UnreadableTableException e) {
      faults.add(key, e.code(), e.values());
      return Optional.empty();
    }
  }

  /** Subtracts IDs from the job's limit. Adds an error if too many are listed. */
  void countIds(String path, int ids) {
    remainingIds -= ids;
    if (remainingIds < 0) {
      remainingIds = 0;
      faults.add(path, SetError.TOO_MANY_IDS, SetRepository.MAX_IDS);
    }
  }

  /** The type of identifier with a name. Adds an error if the type is unknown. */
  Optional<String> idType(String path, String name) {
    Optional<String> type = types.known(name).or(() -> types.inUse(name));
    if (type.isEmpty()) {
      faults.add(path, SetError.UNKNOWN_ID_TYPE, SimilarNames.hint(name, types.names()));
    }
    return type;
  }
}

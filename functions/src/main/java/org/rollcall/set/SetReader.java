package org.rollcall.set;

import static java.util.Objects.requireNonNull;

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
 * The reading of one job's set, and of those that it is made of: each is read once, however often
 * it is named, and all of them share what a job may list.
 */
final class SetReader {

  /** How deep sets may be made of others, and how many there may be. */
  private static final int DEEPEST = 10;

  private static final int MOST_SETS = 100;

  private final SetFiles files;
  private final IdentifierTypes types;
  private final PrimaryId operator;
  private final Faults faults;
  private final Map<String, Optional<SetDefinition>> read = new HashMap<>();
  private final Deque<String> open = new ArrayDeque<>();
  private int room = SetRepository.MOST_IDS;

  SetReader(SetFiles files, IdentifierTypes types, PrimaryId operator, Faults faults) {
    this.files = requireNonNull(files, "files is null");
    this.types = requireNonNull(types, "types is null");
    this.operator = requireNonNull(operator, "operator is null");
    this.faults = requireNonNull(faults, "faults is null");
  }

  Faults faults() {
    return faults;
  }

  PrimaryId operator() {
    return operator;
  }

  /**
   * Reads a set of the bucket, noting every fault.
   *
   * @param path where it is named
   */
  Optional<SetDefinition> read(String name, String path) {
    if (open.contains(name)) {
      faults.add(path, "goes round in a circle: " + circle(name));
      return Optional.empty();
    }
    if (read.containsKey(name)) {
      return read.getOrDefault(name, Optional.empty());
    }
    if (open.size() == DEEPEST || read.size() + open.size() == MOST_SETS) {
      faults.add(
          path,
          "is one set too many: a set may be made of "
              + MOST_SETS
              + " others, "
              + DEEPEST
              + " deep");
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
              room,
              faults);
      set.ifPresent(list -> room -= ((SetDefinition.Itemized) list).ids().size());
      return set;
    } catch (UnreadableTableException e) {
      faults.add(key, e.problem());
      return Optional.empty();
    }
  }

  /** Counts ids against what a job may list. */
  void count(String path, int ids) {
    room -= ids;
    if (room < 0) {
      room = 0;
      faults.add(
          path, "lists too many ids: " + SetRepository.MOST_IDS + " at most may be in a job");
    }
  }

  /** The type of identifier that somebody names, noting a fault if there is none. */
  Optional<String> idType(String path, String name) {
    Optional<String> type = types.known(name).or(() -> types.inUse(name));
    if (type.isEmpty()) {
      faults.add(
          path,
          "is no type of identifier that is known here, such as BARCODE."
              + SimilarNames.hint(name, types.names()));
    }
    return type;
  }
}

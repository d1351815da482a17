package org.rollcall.set;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rollcall.aws.Bucket;
import org.rollcall.aws.ObjectTooLargeException;
import org.rollcall.code.CodeTables;
import org.rollcall.error.Faults;
import org.rollcall.json.SimilarNames;
import org.rollcall.set.SetDefinition.Itemized;
import org.rollcall.table.Table;
import org.rollcall.table.TextTable;
import org.rollcall.table.UnreadableTableException;
import org.rollcall.table.Worksheet;
import org.rollcall.user.PrimaryId;

/**
 * Reads a job's set from the bucket or from the job's input, and the sets it is made of. Each set
 * is read once, even if it is named several times. All sets share the limits of the job. See D-051.
 */
public final class SetReader {

  /** In all sets of a job together. */
  static final int MAX_IDS = 1_000_000;

  /** In characters. */
  static final int MAX_NAME_LENGTH = 200;

  private static final int MAX_LEVELS = 10;
  private static final int MAX_SETS = 100;

  private final SetFiles files;
  private final IdentifierTypes types;
  private final JobSource jobs;
  private final PrimaryId operator;
  private final Faults faults;
  private final Map<String, Optional<SetDefinition>> read = new HashMap<>();
  private final Deque<String> open = new ArrayDeque<>();
  private int remainingIds = MAX_IDS;
  private boolean isPrivate;

  /**
   * Creates a reader for one job.
   *
   * @param tables has the institution's types of identifier
   * @param users read only if a set names a type that is not in a code table
   * @param jobs finds members of earlier jobs
   * @param operator the user who starts the job; a private set is an error for other users
   * @param faults gets all errors of the sets
   */
  public SetReader(
      Bucket bucket,
      CodeTables tables,
      UserSource users,
      JobSource jobs,
      PrimaryId operator,
      Faults faults) {
    this.files = new SetFiles(bucket, faults);
    this.types = new IdentifierTypes(tables, users);
    this.jobs = jobs;
    this.operator = operator;
    this.faults = faults;
  }

  Faults faults() {
    return faults;
  }

  /** The only user whose jobs may use the sets that were read. Empty if none of them is private. */
  public Optional<String> privateTo() {
    return Optional.of(operator.toString()).filter(id -> isPrivate);
  }

  /** Notes that a set is private. Adds an error if it is private to another user. */
  void checkOwner(String owner, String path, SetError error) {
    isPrivate = true;
    if (!PrimaryId.of(owner).equals(operator)) {
      faults.add(path, error);
    }
  }

  /** The members of an earlier job. */
  Optional<SetDefinition> membersOf(JobSet set, String path) {
    Optional<JobSource.Found> found = jobs.find(set, path, faults);
    found
        .flatMap(JobSource.Found::privateTo)
        .ifPresent(owner -> checkOwner(owner, path, SetError.MEMBERS_OF_PRIVATE_JOB));
    found.ifPresent(members -> countIds(path, members.primaryIds().size()));
    return found.map(
        members -> new Itemized(Optional.empty(), members.primaryIds(), members.ignored()));
  }

  /** Reads the set of the job, and adds all its errors. */
  public Optional<SetDefinition> read(SetSource source) {
    if (source instanceof SetSource.Named named) {
      return read(named.name(), "set");
    }
    if (source instanceof SetSource.Inline list) {
      Optional<String> type = list.idType().flatMap(name -> idType("set.id_type", name));
      return Optional.of(new Itemized(type, list.members(), List.of()));
    }
    if (source instanceof SetSource.OfJob members) {
      return membersOf(members.set(), "set.job");
    }
    return Optional.of(new SetDefinition.Logical(((SetSource.Query) source).predicate()));
  }

  /**
   * Reads a set from the bucket, and adds all its errors.
   *
   * @param path where the set is named
   */
  Optional<SetDefinition> read(String name, String path) {
    if (open.contains(name)) {
      return faults.add(path, SetError.CIRCULAR_SETS, circle(name));
    }
    if (read.containsKey(name)) {
      return read.getOrDefault(name, Optional.empty());
    }
    if (open.size() == MAX_LEVELS || read.size() + open.size() == MAX_SETS) {
      return faults.add(path, SetError.TOO_MANY_NESTED_SETS, MAX_SETS, MAX_LEVELS);
    }
    Optional<String> key = files.find(name, path);
    if (key.isEmpty()) {
      return Optional.empty();
    }
    open.addLast(name);
    Optional<SetDefinition> set =
        files.read(key.get()).flatMap(content -> read(key.get(), content));
    open.removeLast();
    read.put(name, set);
    return set;
  }

  private String circle(String name) {
    return Stream.concat(open.stream().dropWhile(set -> !set.equals(name)), Stream.of(name))
        .collect(Collectors.joining(" -> "));
  }

  private Optional<SetDefinition> read(String key, byte[] content) {
    String format = key.substring(key.lastIndexOf('.')).toLowerCase(Locale.ROOT);
    if (format.equals(".json")) {
      return SetJson.read(key, content, this);
    }
    try {
      Table table = format.equals(".xlsx") ? new Worksheet(content) : new TextTable(content);
      Optional<Itemized> set = SetTable.read(key, table, types, remainingIds, faults);
      set.ifPresent(list -> remainingIds -= list.ids().size());
      return set.map(list -> list);
    } catch (UnreadableTableException e) {
      return faults.add(key, e.code(), e.values());
    }
  }

  /** Subtracts IDs from the job's limit. Adds an error if too many are listed. */
  void countIds(String path, int ids) {
    remainingIds -= ids;
    if (remainingIds < 0) {
      remainingIds = 0;
      faults.add(path, SetError.TOO_MANY_IDS, MAX_IDS);
    }
  }

  /**
   * The type of identifier with a name; empty for primary IDs. Adds an error if the type is
   * unknown.
   */
  Optional<String> idType(String path, String name) {
    return IdentifierTypes.isPrimaryId(name)
        ? Optional.empty()
        : types
            .known(name)
            .or(() -> types.inUse(name))
            .or(
                () ->
                    faults.add(
                        path, SetError.UNKNOWN_ID_TYPE, SimilarNames.hint(name, types.names())));
  }

  /** The objects in the bucket that contain sets, such as {@code sets/NAME.csv}. */
  private static final class SetFiles {

    private static final Pattern NAME = Pattern.compile("[^./\\\\\\p{Cntrl}][^/\\\\\\p{Cntrl}]*");

    /** An operator of a query, which is not a part of a name. */
    private static final Pattern OPERATOR = Pattern.compile("[=<>]|\\$\\w+\\(");

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
        return faults.add(path, SetError.INVALID_SET_NAME, hint(name));
      }
      List<String> matching =
          keys().stream().filter(key -> SetKeys.name(key).equals(Optional.of(name))).toList();
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
      List<String> listed = keys.orElseGet(() -> bucket.list(SetKeys.FOLDER));
      keys = Optional.of(listed);
      return listed;
    }

    /** A hint at the most similar set, or at the form of a query. */
    private String hint(String name) {
      String bare = name.startsWith(SetKeys.FOLDER) ? name : SetKeys.FOLDER + name;
      String wanted = SetKeys.name(bare).orElse(bare.substring(SetKeys.FOLDER.length()));
      return OPERATOR.matcher(name).find()
          ? "; write a query as {\"query\": \"…\"}"
          : SimilarNames.hint(
              wanted, keys().stream().flatMap(key -> SetKeys.name(key).stream()).toList());
    }
  }
}

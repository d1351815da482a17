package org.rollcall.set;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.rollcall.json.Fields;
import org.rollcall.user.UserPredicate;

/** Where a job's members come from, as its input says. */
public sealed interface SetSource {

  /** The most members that an input may list itself. */
  int MOST_INLINE = 1_000;

  /** A set in the bucket. */
  record Named(String name) implements SetSource {}

  /**
   * Members listed in the input.
   *
   * @param idType what type of identifier they are listed by, as the input names it; nothing for
   *     primary ids
   */
  record Inline(List<String> members, Optional<String> idType) implements SetSource {
    public Inline {
      requireNonNull(idType, "idType is null");
      members = List.copyOf(members);
    }
  }

  /** A question to every user. */
  record Query(UserPredicate predicate) implements SetSource {}

  /** Reads the input's {@code set}, noting every fault. */
  static Optional<SetSource> read(Fields input) {
    return input.required("set", key -> read(input, key));
  }

  private static Optional<SetSource> read(Fields input, String key) {
    JsonNode set = input.node(key);
    if (set.isMissingNode()) {
      return Optional.empty();
    }
    return set.isTextual()
        ? input.line(key, SetRepository.LONGEST_NAME).map(Named::new)
        : input.object(key).flatMap(SetSource::readObject);
  }

  private static Optional<SetSource> readObject(Fields set) {
    boolean members = set.has("members");
    Optional<SetSource> source = members ? members(set) : query(set);
    if (members && set.has("query")) {
      set.fault("query", "must not stand beside members");
      set.node("query");
    }
    set.refuseOthers();
    return source;
  }

  private static Optional<SetSource> members(Fields set) {
    List<String> members = set.texts("members").stream().map(CsvCells::visible).toList();
    Optional<String> idType = set.line("id_type", SetRepository.LONGEST_NAME);
    if (members.size() > MOST_INLINE) {
      set.fault(
          "members",
          "lists "
              + members.size()
              + " members, and an input may list "
              + MOST_INLINE
              + ": put them into a set in the bucket, such as sets/NAME.csv");
    }
    return Optional.of(new Inline(members, idType));
  }

  private static Optional<SetSource> query(Fields set) {
    if (!set.has("query")) {
      set.node("members");
      set.node("query");
      set.fault("must be the name of a set, or have members or a query");
      return Optional.empty();
    }
    return UserPredicate.read(set, "query").map(Query::new);
  }
}

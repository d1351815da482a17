package org.rollcall.set;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.rollcall.json.Fields;
import org.rollcall.user.CleanText;
import org.rollcall.user.UserPredicate;

/** Where a job's members come from, according to its input. */
public sealed interface SetSource {

  int MAX_INLINE_MEMBERS = 1_000;

  /** The values of {@code type} in an input. */
  enum ObjectType {
    JOB
  }

  /** A set in the bucket. */
  record Named(String name) implements SetSource {}

  /**
   * Members listed in the input.
   *
   * @param idType the type of the identifiers, as the input names it; empty for primary IDs
   */
  record Inline(List<String> members, Optional<String> idType) implements SetSource {
    public Inline {
      members = List.copyOf(members);
    }
  }

  /** Members of an earlier job. */
  record OfJob(JobSet set) implements SetSource {}

  /** A query that is evaluated for each user. */
  record Query(UserPredicate predicate) implements SetSource {}

  /** Reads the input's key {@code set}, and adds all its errors. */
  static Optional<SetSource> read(Fields input) {
    return input.required("set", key -> read(input, key));
  }

  private static Optional<SetSource> read(Fields input, String key) {
    JsonNode set = input.node(key);
    if (set.isMissingNode() && input.has(key)) {
      return Optional.empty();
    }
    return input.valueOrObject(
        key,
        set.isContainerNode(),
        name -> input.line(name, SetReader.MAX_NAME_LENGTH).map(Named::new),
        SetSource::readObject);
  }

  private static Optional<SetSource> readObject(Fields set) {
    Optional<SetSource> source;
    if (set.has("type") || set.has("job")) {
      Optional<ObjectType> type = set.required("type", key -> set.oneOf(key, ObjectType.class));
      if (type.isEmpty() && !set.has("job")) {
        return Optional.empty();
      }
      source = JobSet.read(set).map(OfJob::new);
    } else if (set.has("members")) {
      source = members(set);
      if (set.has("query")) {
        set.node("query");
        set.fault("query", SetError.QUERY_WITH_MEMBERS);
      }
    } else if (set.has("query")) {
      source = UserPredicate.read(set, "query").map(Query::new);
    } else {
      members(set);
      UserPredicate.read(set, "query");
      set.oneOf("type", ObjectType.class);
      set.line("job", SetReader.MAX_NAME_LENGTH);
      source = set.fault(SetError.SET_WITHOUT_MEMBERS_OR_QUERY);
    }
    set.rejectUnknownKeys();
    return source;
  }

  private static Optional<SetSource> members(Fields set) {
    List<String> members = set.texts("members").stream().map(CleanText::of).toList();
    Optional<String> idType = set.line("id_type", SetReader.MAX_NAME_LENGTH);
    if (members.size() > MAX_INLINE_MEMBERS) {
      set.fault("members", SetError.TOO_MANY_MEMBERS_IN_INPUT, members.size(), MAX_INLINE_MEMBERS);
    }
    return Optional.of(new Inline(members, idType));
  }
}

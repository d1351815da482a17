package org.rollcall.set;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollcall.query.QueryField;
import org.rollcall.user.UserPredicate;

/** How a set defines its members. */
public sealed interface SetDefinition {

  /** The maximum length of the list of unused parts. */
  int MAX_IGNORED = 20;

  /** The fields that the queries of the set read. */
  default List<QueryField> fields() {
    return List.of();
  }

  /** The unused parts of the set, such as other columns, for the report. */
  List<String> ignored();

  /** The first {@value #MAX_IGNORED} entries, and the number of the others. */
  private static List<String> shortened(List<String> ignored) {
    int more = ignored.size() - MAX_IGNORED;
    return more <= 1
        ? List.copyOf(ignored)
        : Stream.concat(ignored.stream().limit(MAX_IGNORED), Stream.of("and " + more + " more"))
            .toList();
  }

  /**
   * A list of IDs.
   *
   * @param idType the type of the identifiers, in upper case; empty for primary IDs
   * @param ids in the order and spelling of the set, with duplicates
   */
  record Itemized(Optional<String> idType, List<String> ids, List<String> ignored)
      implements SetDefinition {
    public Itemized {
      ids = List.copyOf(ids);
      ignored = shortened(ignored);
    }
  }

  /** A query that is evaluated for each user. */
  record Logical(UserPredicate query) implements SetDefinition {

    @Override
    public List<QueryField> fields() {
      return query.fields();
    }

    @Override
    public List<String> ignored() {
      return List.of();
    }
  }

  /**
   * Members of all sets of the first list, at least one set of the second, and no set of the third.
   * An empty list is no condition. The first two lists are not both empty.
   */
  record Combined(
      List<SetDefinition> allOf,
      List<SetDefinition> anyOf,
      List<SetDefinition> noneOf,
      List<String> ignored)
      implements SetDefinition {
    public Combined {
      allOf = List.copyOf(allOf);
      anyOf = List.copyOf(anyOf);
      noneOf = List.copyOf(noneOf);
      ignored = shortened(ignored);
    }

    @Override
    public List<QueryField> fields() {
      return parts().flatMap(part -> part.fields().stream()).distinct().toList();
    }

    Stream<SetDefinition> parts() {
      return Stream.of(allOf, anyOf, noneOf).flatMap(List::stream);
    }
  }
}

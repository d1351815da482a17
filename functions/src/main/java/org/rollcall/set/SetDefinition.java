package org.rollcall.set;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollcall.user.UserPredicate;

/** How a set defines its members. */
public sealed interface SetDefinition {

  /** The unused parts of the set, such as other columns, for the report. */
  List<String> ignored();

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
      ignored = List.copyOf(ignored);
    }
  }

  /** A query that is evaluated for each user. */
  record Logical(UserPredicate query) implements SetDefinition {

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
      ignored = List.copyOf(ignored);
    }

    Stream<SetDefinition> parts() {
      return Stream.of(allOf, anyOf, noneOf).flatMap(List::stream);
    }
  }
}

package org.rollcall.set;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollcall.user.UserPredicate;

/** What a set says of who is in it. */
public sealed interface SetDefinition {

  /** What of the set was not used, such as other columns, in words. */
  List<String> ignored();

  /**
   * A list of ids.
   *
   * @param idType the type of identifier that it lists, in upper case; nothing for primary ids
   * @param ids as the set has them, in its order, duplicates included
   */
  record Itemized(Optional<String> idType, List<String> ids, List<String> ignored)
      implements SetDefinition {
    public Itemized {
      requireNonNull(idType, "idType is null");
      ids = List.copyOf(ids);
      ignored = List.copyOf(ignored);
    }
  }

  /** A question that every user is asked. */
  record Logical(UserPredicate query) implements SetDefinition {
    public Logical {
      requireNonNull(query, "query is null");
    }

    @Override
    public List<String> ignored() {
      return List.of();
    }
  }

  /**
   * Those who are in all of some sets, in at least one of others, and in none of yet others. One of
   * the first two lists has a set at least; a list without sets asks nothing.
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

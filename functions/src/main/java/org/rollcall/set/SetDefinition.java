package org.rollcall.set;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.rollcall.user.UserPredicate;

/**
 * What a set says of who is in it: the ids it lists, or the question it asks of every user.
 *
 * @param ids primary ids as the set has them, in its order, duplicates included
 * @param query the question of a logical set
 * @param ignored what of the set was not used, such as other columns, in words
 */
public record SetDefinition(List<String> ids, Optional<UserPredicate> query, List<String> ignored) {

  public SetDefinition {
    ids = List.copyOf(ids);
    requireNonNull(query, "query is null");
    ignored = List.copyOf(ignored);
  }

  /** A list of ids. */
  public static SetDefinition itemized(List<String> ids, List<String> ignored) {
    return new SetDefinition(ids, Optional.empty(), ignored);
  }

  /** A question. */
  public static SetDefinition logical(UserPredicate query) {
    return new SetDefinition(List.of(), Optional.of(query), List.of());
  }
}

package org.rollcall.set;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rollcall.user.CaseFolding;
import org.rollcall.user.Identifier;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;

/**
 * The users who have the identifiers that sets list. Types and values are compared without regard
 * to case, as in Alma. Leading zeros are significant.
 */
final class IdentifierIndex {

  private final Map<Identifier, Set<PrimaryId>> users = new HashMap<>();

  /** Adds an identifier that a set lists. */
  void add(String type, String value) {
    users.putIfAbsent(key(type, value), Set.of());
  }

  boolean isEmpty() {
    return users.isEmpty();
  }

  /** Records a user as a holder of those identifiers that were added before. */
  void record(User user) {
    Identifier.activeOf(user)
        .map(identifier -> key(identifier.type(), identifier.value()))
        .filter(users::containsKey)
        .forEach(
            key -> {
              Set<PrimaryId> holders = new LinkedHashSet<>(users.getOrDefault(key, Set.of()));
              holders.add(user.primaryId());
              users.put(key, holders);
            });
  }

  /** The users who have an identifier that was added, sorted. */
  List<PrimaryId> users(String type, String value) {
    List<PrimaryId> holders = new ArrayList<>(users.getOrDefault(key(type, value), Set.of()));
    holders.sort(null);
    return holders;
  }

  private static Identifier key(String type, String value) {
    return new Identifier(CaseFolding.fold(type.strip()), CaseFolding.fold(value.strip()));
  }
}

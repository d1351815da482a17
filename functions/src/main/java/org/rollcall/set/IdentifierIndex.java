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
 * Which users have the identifiers that sets list. Types and values are compared without regard to
 * case, as Alma does; leading zeros tell values apart.
 */
final class IdentifierIndex {

  private final Map<Identifier, Set<PrimaryId>> claims = new HashMap<>();

  /** Looks out for an identifier. */
  void want(String type, String value) {
    claims.putIfAbsent(key(type, value), Set.of());
  }

  boolean areEmpty() {
    return claims.isEmpty();
  }

  /** Notes those of a user's identifiers that are wanted. */
  void note(User user) {
    Identifier.of(user)
        .map(identifier -> key(identifier.type(), identifier.value()))
        .filter(claims::containsKey)
        .forEach(
            key -> {
              Set<PrimaryId> users = new LinkedHashSet<>(claims.getOrDefault(key, Set.of()));
              users.add(user.primaryId());
              claims.put(key, users);
            });
  }

  /** Those who have an identifier that was looked out for, by primary id. */
  List<PrimaryId> users(String type, String value) {
    List<PrimaryId> users = new ArrayList<>(claims.getOrDefault(key(type, value), Set.of()));
    users.sort(null);
    return users;
  }

  private static Identifier key(String type, String value) {
    return new Identifier(CaseFolding.fold(type.strip()), CaseFolding.fold(value.strip()));
  }
}

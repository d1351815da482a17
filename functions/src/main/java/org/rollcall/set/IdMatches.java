package org.rollcall.set;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.rollcall.user.CaseFolding;
import org.rollcall.user.Identifier;
import org.rollcall.user.User;

/**
 * Counts what the IDs of a list are: primary IDs of users, or identifiers of a type, as they are or
 * with leading zeros. Hints are made of it.
 */
final class IdMatches {

  private static final Pattern LEADING_ZEROS = Pattern.compile("^0+(?=.)");

  /** Stands for the type of primary IDs. */
  private static final String PRIMARY = "";

  private final Set<String> ids = new HashSet<>();
  private final Map<String, Set<String>> exact = new HashMap<>();
  private final Map<String, Set<String>> withZeros = new HashMap<>();

  /** Starts with no users. */
  IdMatches(Collection<String> ids) {
    ids.forEach(id -> this.ids.add(CaseFolding.fold(id)));
  }

  /** Compares a user's primary ID and active identifiers with the IDs. */
  void add(User user) {
    add(PRIMARY, user.primaryId().key());
    Identifier.activeOf(user)
        .forEach(
            identifier ->
                add(
                    CaseFolding.upperCase(identifier.type()),
                    CaseFolding.fold(identifier.value())));
  }

  private void add(String type, String value) {
    if (ids.contains(value)) {
      exact.computeIfAbsent(type, key -> new HashSet<>()).add(value);
    }
    String shortened = withoutLeadingZeros(value);
    if (!shortened.equals(value) && ids.contains(shortened)) {
      withZeros.computeIfAbsent(type, key -> new HashSet<>()).add(shortened);
    }
  }

  static String withoutLeadingZeros(String text) {
    return LEADING_ZEROS.matcher(text).replaceFirst("");
  }

  /** The number of different IDs. */
  int size() {
    return ids.size();
  }

  /**
   * The number of IDs that users have.
   *
   * @param idType empty for primary IDs
   */
  int found(Optional<String> idType) {
    return exact(idType).size();
  }

  private Set<String> exact(Optional<String> idType) {
    return exact.getOrDefault(idType.orElse(PRIMARY), Set.of());
  }

  /** The number of other IDs that users have with leading zeros. */
  int foundWithZeros(Optional<String> idType) {
    return without(withZeros.getOrDefault(idType.orElse(PRIMARY), Set.of()), exact(idType));
  }

  /**
   * The type, other than the given one, that most of the other IDs have. The result is empty if
   * there is none; its key is empty for primary IDs.
   */
  Optional<Map.Entry<Optional<String>, Integer>> mostFrequentOther(Optional<String> idType) {
    return exact.entrySet().stream()
        .filter(type -> !type.getKey().equals(idType.orElse(PRIMARY)))
        .map(type -> Map.entry(typeOf(type.getKey()), without(type.getValue(), exact(idType))))
        .filter(type -> type.getValue() > 0)
        .max(Map.Entry.comparingByValue());
  }

  /** The type that most of the IDs have; empty if they are no IDs of users. */
  Optional<Map.Entry<Optional<String>, Integer>> mostFrequent() {
    return exact.entrySet().stream()
        .map(type -> Map.entry(typeOf(type.getKey()), type.getValue().size()))
        .max(Map.Entry.comparingByValue());
  }

  private static Optional<String> typeOf(String key) {
    return Optional.of(key).filter(type -> !type.equals(PRIMARY));
  }

  private static int without(Set<String> values, Set<String> others) {
    return (int) values.stream().filter(value -> !others.contains(value)).count();
  }
}

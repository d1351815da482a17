package org.rollcall.set;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rollcall.set.SetDefinition.Itemized;
import org.rollcall.user.PrimaryId;

/**
 * Finds out why IDs of a list are not found: they lost leading zeros, or they are identifiers of
 * another type. All users are read only if many IDs are not found.
 */
public final class SetHints {

  /** How many IDs of a list are looked up before all users are read. */
  private static final int SAMPLE = 100;

  /** All users are read if at least one of so many IDs of the sample is not found. */
  private static final int RARE = 10;

  private SetHints() {}

  /**
   * The hints as sentences, without the IDs themselves.
   *
   * @param existing selects the primary IDs that users have
   * @param timeout the time limit for reading all users, after which there are no hints
   */
  public static List<String> find(
      SetDefinition set,
      Membership membership,
      Function<Collection<PrimaryId>, Set<PrimaryId>> existing,
      UserSource users,
      Duration timeout) {
    List<Itemized> lists =
        lists(set).distinct().filter(list -> hasMissing(list, membership, existing)).toList();
    List<IdMatches> matches = lists.stream().map(list -> new IdMatches(list.ids())).toList();
    if (matches.isEmpty()) {
      return List.of();
    }
    long start = System.nanoTime();
    try {
      users.forEach(
          user -> {
            if (System.nanoTime() - start >= timeout.toNanos()) {
              throw new SetTimeoutException();
            }
            matches.forEach(ids -> ids.add(user));
          });
    } catch (SetTimeoutException e) {
      return List.of();
    }
    List<String> hints = new ArrayList<>();
    for (int i = 0; i < lists.size(); i++) {
      hints.addAll(hints(lists.get(i).idType(), matches.get(i)));
    }
    return hints;
  }

  private static Stream<Itemized> lists(SetDefinition set) {
    if (set instanceof Itemized list) {
      return Stream.of(list);
    }
    return set instanceof SetDefinition.Combined combined
        ? combined.parts().flatMap(SetHints::lists)
        : Stream.of();
  }

  private static boolean hasMissing(
      Itemized list,
      Membership membership,
      Function<Collection<PrimaryId>, Set<PrimaryId>> existing) {
    List<String> sample = list.ids().stream().limit(SAMPLE).toList();
    long missing = sample.size();
    if (list.idType().isPresent()) {
      String type = list.idType().get();
      Set<UnmatchedIdentifier> unmatched = new HashSet<>(membership.unmatched());
      missing -=
          sample.stream()
              .filter(id -> !unmatched.contains(new UnmatchedIdentifier(type, id, false)))
              .count();
    } else {
      Set<PrimaryId> found =
          existing.apply(sample.stream().map(PrimaryId::of).collect(Collectors.toSet()));
      missing -= sample.stream().filter(id -> found.contains(PrimaryId.of(id))).count();
    }
    return missing > 0 && missing * RARE >= sample.size();
  }

  private static List<String> hints(Optional<String> type, IdMatches matches) {
    List<String> hints = new ArrayList<>();
    int missing = matches.size() - matches.found(type);
    int zeros = matches.foundWithZeros(type);
    if (zeros > 0) {
      hints.add(
          ("set: %d of %d IDs that are not found would be found with leading zeros, which a"
                  + " spreadsheet program removes. Format the column as text, and export the list"
                  + " again.")
              .formatted(zeros, missing));
    }
    matches
        .mostFrequentOther(type)
        .filter(other -> other.getValue() * 2 >= missing)
        .map(other -> otherType(other, missing))
        .ifPresent(hints::add);
    return hints;
  }

  private static String otherType(Map.Entry<Optional<String>, Integer> other, int missing) {
    String number = other.getValue() + " of " + missing + " IDs that are not found are ";
    return other
        .getKey()
        .map(
            type ->
                "set: %sidentifiers of the type %s. Name the column %s, or set \"id_type\": \"%s\"."
                    .formatted(number, type, type, type))
        .orElse(
            "set: "
                + number
                + "primary IDs. Name the column primary_id, or leave out \"id_type\".");
  }
}

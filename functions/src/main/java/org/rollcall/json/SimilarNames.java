package org.rollcall.json;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds what somebody who mistyped a name most likely meant. */
public final class SimilarNames {

  /** How many candidates a sentence offers. */
  private static final int OFFERED = 5;

  private SimilarNames() {}

  /** The candidate with the fewest letters changed, ties broken by the alphabet. */
  public static Optional<String> to(String name, Collection<String> candidates) {
    return candidates.stream()
        .min(
            Comparator.<String>comparingInt(candidate -> distance(name, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** A question that names the nearest candidate; nothing where none is at all like it. */
  public static String hint(String name, Collection<String> candidates) {
    return to(name, candidates)
        .filter(nearest -> distance(name, nearest) <= Math.max(2, name.length() / 2))
        .map(nearest -> "; did you mean \"" + nearest + "\"?")
        .orElse("");
  }

  /** A sentence with the few nearest candidates; all of them where they are few. */
  public static String offer(String name, Collection<String> candidates) {
    if (candidates.isEmpty()) {
      return "; it has none";
    }
    String nearest =
        candidates.stream()
            .sorted(
                Comparator.<String>comparingInt(candidate -> distance(name, candidate))
                    .thenComparing(Comparator.naturalOrder()))
            .limit(OFFERED)
            .collect(Collectors.joining(", "));
    return (candidates.size() > OFFERED ? "; the nearest are: " : "; it has: ") + nearest;
  }

  /** How many letters to change; hardly any where one name is the other's beginning or end. */
  private static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    return isPart(a, b) || isPart(b, a) ? 1 : LevenshteinDistance.getDefaultInstance().apply(a, b);
  }

  /** Whether a name is a word of a longer one, such as {@code campus} of {@code campus_code}. */
  private static boolean isPart(String word, String name) {
    return name.startsWith(word + "_") || name.endsWith("_" + word);
  }
}

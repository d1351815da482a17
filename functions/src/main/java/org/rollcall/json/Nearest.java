package org.rollcall.json;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds what somebody who mistyped a name most likely meant. */
public final class Nearest {

  private Nearest() {}

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
        .map(nearest -> " Did you mean \"" + nearest + "\"?")
        .orElse("");
  }

  private static int distance(String one, String other) {
    return LevenshteinDistance.getDefaultInstance()
        .apply(one.toLowerCase(Locale.ROOT), other.toLowerCase(Locale.ROOT));
  }
}

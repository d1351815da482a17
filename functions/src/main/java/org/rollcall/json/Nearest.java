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
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    String wanted = name.toLowerCase(Locale.ROOT);
    return candidates.stream()
        .min(
            Comparator.<String>comparingInt(
                    candidate -> distance.apply(wanted, candidate.toLowerCase(Locale.ROOT)))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** A sentence that names the nearest candidate, or nothing where there are no candidates. */
  public static String hint(String name, Collection<String> candidates) {
    return to(name, candidates).map(nearest -> " Did you mean \"" + nearest + "\"?").orElse("");
  }
}

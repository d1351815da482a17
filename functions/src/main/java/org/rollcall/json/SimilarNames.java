package org.rollcall.json;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds known names that are similar to an unknown name, for hints in error messages. */
public final class SimilarNames {

  private static final int MAX_SUGGESTIONS = 5;

  private SimilarNames() {}

  /** The most similar candidate; the first one in alphabetical order if several are. */
  public static Optional<String> closest(String name, Collection<String> candidates) {
    return candidates.stream().min(bySimilarity(name));
  }

  /**
   * A hint at the most similar candidate, such as {@code ; did you mean "set"?}. Empty if no
   * candidate is similar.
   */
  public static String hint(String name, Collection<String> candidates) {
    return similar(name, candidates)
        .map(candidate -> "; did you mean \"" + candidate + "\"?")
        .orElse("");
  }

  /** The most similar candidate; empty if no candidate is similar. */
  public static Optional<String> similar(String name, Collection<String> candidates) {
    return closest(name, candidates)
        .filter(candidate -> distance(name, candidate) <= Math.max(2, name.length() / 2));
  }

  /**
   * The candidates, the most similar first, separated by commas. Of more than {@value
   * #MAX_SUGGESTIONS}, the most similar and an ellipsis.
   */
  public static String suggestions(String name, Collection<String> candidates) {
    String suggestions =
        candidates.stream()
            .sorted(bySimilarity(name))
            .limit(MAX_SUGGESTIONS)
            .collect(Collectors.joining(", "));
    return candidates.size() > MAX_SUGGESTIONS ? suggestions + ", …" : suggestions;
  }

  private static Comparator<String> bySimilarity(String name) {
    return Comparator.<String>comparingInt(candidate -> distance(name, candidate))
        .thenComparing(Comparator.naturalOrder());
  }

  /**
   * The number of characters to insert, delete or replace, without regard to case; 1 if one name is
   * the beginning or the end of the other, such as {@code campus} of {@code campus_code}.
   */
  public static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    return isPart(a, b) || isPart(b, a) ? 1 : editDistance(a, b);
  }

  /** The Levenshtein distance. */
  private static int editDistance(String a, String b) {
    // The distances of the read part of a to each beginning of b.
    int[] distances = IntStream.rangeClosed(0, b.length()).toArray();
    for (int i = 0; i < a.length(); i++) {
      int diagonal = distances[0]++;
      for (int j = 0; j < b.length(); j++) {
        int replaced = diagonal + (a.charAt(i) == b.charAt(j) ? 0 : 1);
        diagonal = distances[j + 1];
        distances[j + 1] = Math.min(replaced, 1 + Math.min(diagonal, distances[j]));
      }
    }
    return distances[b.length()];
  }

  private static boolean isPart(String word, String name) {
    return name.startsWith(word + "_") || name.endsWith("_" + word);
  }
}

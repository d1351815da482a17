package org.rollcall.json;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds known names that are similar to an unknown name, for hints in error messages. */
public final class SimilarNames {

  private static final int MAX_SUGGESTIONS = 5;

  /** The maximum number of candidates that a hint lists. */
  private static final int MAX_LISTED = 8;

  /** The minimum length of a name that is the beginning of a candidate. */
  private static final int MIN_BEGINNING = 3;

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

  /** The hint, or a list of the candidates if none is similar and they are few. */
  public static String hintOrNames(String name, Collection<String> candidates) {
    if (similar(name, candidates).isPresent()
        || candidates.isEmpty()
        || candidates.size() > MAX_LISTED) {
      return hint(name, candidates);
    }
    return (candidates.size() == 1 ? "; the only possible one is " : "; the possible ones are ")
        + String.join(", ", candidates);
  }

  /** The most similar candidate; empty if no candidate is similar. */
  public static Optional<String> similar(String name, Collection<String> candidates) {
    return closest(name, candidates)
        .filter(candidate -> distance(name, candidate) <= Math.max(1, name.length() / 3));
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
   * The number of characters to insert, delete, replace or swap with the next one, without regard
   * to case. It is 1 if the name is the beginning or a word of the candidate, such as {@code
   * campus} of {@code campus_code} and {@code leavers} of {@code sets/leavers.csv}, or the
   * candidate is the beginning or the end of the name.
   */
  public static int distance(String name, String candidate) {
    String a = name.toLowerCase(Locale.ROOT);
    String b = candidate.toLowerCase(Locale.ROOT);
    boolean isPart =
        (a.length() >= MIN_BEGINNING && b.startsWith(a))
            || b.matches("(.*[^\\p{L}\\p{N}])?" + Pattern.quote(a) + "([^\\p{L}\\p{N}].*)?")
            || a.startsWith(b + "_")
            || a.matches(".*[_/]" + Pattern.quote(b));
    return a.equals(b) ? 0 : isPart ? 1 : editDistance(a, b);
  }

  private static int editDistance(String a, String b) {
    int[][] distances = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          distances[i][j] = i + j;
          continue;
        }
        int replaced = distances[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int inserted = 1 + Math.min(distances[i - 1][j], distances[i][j - 1]);
        distances[i][j] = Math.min(replaced, inserted);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          distances[i][j] = Math.min(distances[i][j], 1 + distances[i - 2][j - 2]);
        }
      }
    }
    return distances[a.length()][b.length()];
  }
}

package org.rollcall.query;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.regex.MatchResult;

/**
 * Regular expressions whose matching takes time in proportion to the text (RE2), so that there are
 * no backreferences and no lookaround in them.
 */
final class LinearPattern {

  /**
   * Repetitions multiply when they are nested; this bounds what they can come to, in characters.
   */
  private static final int LONGEST_EXPANSION = 200_000;

  /** In instructions of the engine: how much work each character of a text is at most. */
  private static final int LARGEST_PROGRAM = 10_000;

  private static final java.util.regex.Pattern REPETITION =
      java.util.regex.Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?\\}");

  private LinearPattern() {}

  /**
   * Compiles what stands between the slashes.
   *
   * @param flags any of {@code i}, {@code m}
   * @throws PatternSyntaxException if it cannot be used
   */
  static Pattern compile(String pattern, String flags) {
    double expansion =
        REPETITION
            .matcher(pattern)
            .results()
            .mapToDouble(LinearPattern::most)
            .reduce(pattern.length(), (product, count) -> product * count);
    if (expansion > LONGEST_EXPANSION) {
      throw new PatternSyntaxException("it repeats too much");
    }
    Pattern compiled =
        Pattern.compile(
            pattern,
            (flags.contains("i") ? Pattern.CASE_INSENSITIVE : 0)
                | (flags.contains("m") ? Pattern.MULTILINE : 0));
    if (compiled.programSize() > LARGEST_PROGRAM) {
      throw new PatternSyntaxException("it repeats too much");
    }
    return compiled;
  }

  private static double most(MatchResult repetition) {
    String upper = repetition.group(2);
    String count = upper == null || upper.isEmpty() ? repetition.group(1) : upper;
    return Math.max(1, Double.parseDouble(count));
  }
}

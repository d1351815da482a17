package org.rollcall.query;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.regex.MatchResult;

/**
 * Compiles regular expressions whose matching time is linear in the length of the text (RE2). They
 * have no backreferences and no lookaround.
 */
final class LinearPattern {

  /** The maximum length in characters of a pattern after all repetitions are expanded. */
  private static final int MAX_EXPANDED_LENGTH = 200_000;

  /** In instructions of the engine. They limit the work for each character of a text. */
  private static final int MAX_PROGRAM_SIZE = 10_000;

  private static final java.util.regex.Pattern REPETITION =
      java.util.regex.Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?\\}");

  private LinearPattern() {}

  /**
   * Compiles a pattern.
   *
   * @param pattern the text between the slashes
   * @param flags any of {@code i}, {@code m}
   * @throws InvalidQueryException if the pattern is invalid or has too many repetitions
   */
  static Pattern compile(String pattern, String flags) throws InvalidQueryException {
    double expandedLength =
        REPETITION
            .matcher(pattern)
            .results()
            .mapToDouble(LinearPattern::maxCount)
            .reduce(pattern.length(), (product, count) -> product * count);
    if (expandedLength > MAX_EXPANDED_LENGTH) {
      throw new InvalidQueryException(QueryError.TOO_MANY_REPETITIONS, pattern);
    }
    try {
      Pattern compiled =
          Pattern.compile(
              pattern,
              (flags.contains("i") ? Pattern.CASE_INSENSITIVE : 0)
                  | (flags.contains("m") ? Pattern.MULTILINE : 0));
      if (compiled.programSize() > MAX_PROGRAM_SIZE) {
        throw new InvalidQueryException(QueryError.TOO_MANY_REPETITIONS, pattern);
      }
      return compiled;
    } catch (PatternSyntaxException e) {
      throw new InvalidQueryException(
          QueryError.INVALID_REGULAR_EXPRESSION, pattern, e.getDescription());
    }
  }

  private static double maxCount(MatchResult repetition) {
    String upper = repetition.group(2);
    String count = upper == null || upper.isEmpty() ? repetition.group(1) : upper;
    return Math.max(1, Double.parseDouble(count));
  }
}

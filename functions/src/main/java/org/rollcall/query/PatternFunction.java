package org.rollcall.query;

import static java.util.regex.Matcher.quoteReplacement;

import com.dashjoin.jsonata.Jsonata.JFunction;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression as a JSONata function, which takes a text and returns the first match in it.
 * Matching is linear in the length of the text (RE2), without backreferences and lookaround.
 */
final class PatternFunction extends JFunction {

  /** Takes a string, by default the context value, and returns an object. */
  private static final String SIGNATURE = "<s-:o>";

  /** The maximum length in characters of a pattern after all repetitions are expanded. */
  private static final int MAX_EXPANDED_LENGTH = 200_000;

  /** In instructions of RE2. They limit the work for each character of a text. */
  private static final int MAX_PROGRAM_SIZE = 10_000;

  /** The number of instructions for a character whose work is counted as one byte. */
  private static final int INSTRUCTIONS_PER_BYTE = 16;

  /** The maximum count of a repetition such as {@code {3}}, {@code {3,}} or {@code {1,3}}. */
  private static final java.util.regex.Pattern MAX_COUNT =
      java.util.regex.Pattern.compile("(\\d+),?\\}");

  /** The number of a group in a replacement, or an escaped dollar sign. */
  private static final java.util.regex.Pattern GROUP =
      java.util.regex.Pattern.compile("\\$([$0-9])");

  private final Pattern pattern;
  private final QueryLimits limits;

  private PatternFunction(Pattern pattern, QueryLimits limits) {
    super((input, arguments) -> firstMatch(pattern, limits, arguments), SIGNATURE);
    this.pattern = pattern;
    this.limits = limits;
  }

  /**
   * Compiles a pattern that the engine has read.
   *
   * @throws QueryException if the pattern is invalid or has too many repetitions
   */
  static PatternFunction of(java.util.regex.Pattern pattern, QueryLimits limits)
      throws QueryException {
    String text = pattern.pattern();
    double expandedLength =
        MAX_COUNT
            .matcher(text)
            .results()
            .mapToDouble(count -> Math.max(1, Double.parseDouble(count.group(1))))
            .reduce(text.length(), (product, count) -> product * count);
    if (expandedLength > MAX_EXPANDED_LENGTH) {
      throw new QueryException(QueryError.TOO_MANY_REPETITIONS, text);
    }
    int flags =
        (pattern.flags() & java.util.regex.Pattern.CASE_INSENSITIVE) == 0
            ? 0
            : Pattern.CASE_INSENSITIVE;
    if ((pattern.flags() & java.util.regex.Pattern.MULTILINE) != 0) {
      flags |= Pattern.MULTILINE;
    }
    try {
      Pattern compiled = Pattern.compile(text, flags);
      if (compiled.programSize() > MAX_PROGRAM_SIZE) {
        throw new QueryException(QueryError.TOO_MANY_REPETITIONS, text);
      }
      return new PatternFunction(compiled, limits);
    } catch (PatternSyntaxException e) {
      throw new QueryException(QueryError.INVALID_REGULAR_EXPRESSION, text, e.getDescription());
    }
  }

  /** A pattern that matches only the given text. */
  static PatternFunction literal(String text, QueryLimits limits) {
    return new PatternFunction(Pattern.compile(Pattern.quote(text)), limits);
  }

  /** Creates a matcher whose work is counted. */
  Matcher matcher(String text) {
    return matcher(pattern, limits, text);
  }

  private static Matcher matcher(Pattern pattern, QueryLimits limits, String text) {
    int bytesPerCharacter = 1 + pattern.programSize() / INSTRUCTIONS_PER_BYTE;
    return pattern.matcher(new CountedText(text, limits, bytesPerCharacter));
  }

  private static @Nullable Map<String, Object> firstMatch(
      Pattern pattern, QueryLimits limits, List<?> arguments) {
    if (!(arguments.get(0) instanceof String text)) {
      return null;
    }
    Matcher matcher = matcher(pattern, limits, text);
    return matcher.find() ? matchObject(matcher) : null;
  }

  /** The current match, as the object that JSONata passes to a function. */
  static Map<String, Object> matchObject(Matcher matcher) {
    Map<String, Object> match = new LinkedHashMap<>();
    match.put("match", matcher.group());
    match.put("start", matcher.start());
    match.put("end", matcher.end());
    match.put("groups", groups(matcher));
    return match;
  }

  /** A replacement for the current match, in which {@code $1} means the text of its first group. */
  static String fill(String template, Matcher matcher) {
    return GROUP
        .matcher(template)
        .replaceAll(
            reference -> {
              String number = reference.group(1);
              return quoteReplacement(
                  number.equals("$") ? "$" : group(matcher, number.charAt(0) - '0'));
            });
  }

  private static String group(Matcher matcher, int group) {
    @Nullable String text = group <= matcher.groupCount() ? matcher.group(group) : null;
    return text == null ? "" : text;
  }

  /** The text of each group of the current match; null for a group that is not part of it. */
  static List<@Nullable String> groups(Matcher matcher) {
    List<@Nullable String> groups = new ArrayList<>();
    for (int group = 1; group <= matcher.groupCount(); group++) {
      groups.add(matcher.group(group));
    }
    return groups;
  }

  /** A text that counts the work for each character that RE2 reads. */
  private record CountedText(String text, QueryLimits limits, int bytesPerCharacter)
      implements CharSequence {

    @Override
    public char charAt(int index) {
      limits.add(bytesPerCharacter);
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}

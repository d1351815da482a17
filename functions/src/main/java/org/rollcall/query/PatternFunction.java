package org.rollcall.query;

import com.dashjoin.jsonata.Jsonata.JFunction;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression, which in JSONata is a function from a text to its first match, and may be
 * called as such.
 */
final class PatternFunction extends JFunction {

  private final Pattern pattern;
  private final QueryLimits bounds;

  PatternFunction(Pattern pattern, QueryLimits bounds) {
    super((input, arguments) -> first(pattern, bounds, arguments), "<s-:o>");
    this.pattern = pattern;
    this.bounds = bounds;
  }

  /** Looks for matches in a text, one after the other. */
  Matcher in(String text) {
    return matcher(pattern, bounds, text);
  }

  private static Matcher matcher(Pattern pattern, QueryLimits bounds, String text) {
    return pattern.matcher(new TimedText(text, bounds));
  }

  private static @Nullable Map<String, Object> first(
      Pattern pattern, QueryLimits bounds, List<?> arguments) {
    if (!(arguments.get(0) instanceof String text)) {
      return null;
    }
    Matcher matcher = matcher(pattern, bounds, text);
    return matcher.find() ? match(matcher) : null;
  }

  /** What JSONata tells a function of a match. */
  static Map<String, Object> match(Matcher matcher) {
    Map<String, Object> match = new LinkedHashMap<>();
    match.put("match", matcher.group());
    match.put("start", matcher.start());
    match.put("end", matcher.end());
    match.put("groups", groups(matcher));
    return match;
  }

  /** The text of each group, null for one that took no part. */
  static List<@Nullable String> groups(Matcher matcher) {
    List<@Nullable String> groups = new ArrayList<>();
    for (int group = 1; group <= matcher.groupCount(); group++) {
      groups.add(matcher.group(group));
    }
    return groups;
  }
}

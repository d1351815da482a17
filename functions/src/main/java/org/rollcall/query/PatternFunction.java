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
 * A regular expression. In JSONata it is a function that takes a text and returns its first match.
 */
final class PatternFunction extends JFunction {

  private final Pattern pattern;
  private final QueryLimits limits;

  PatternFunction(Pattern pattern, QueryLimits limits) {
    super((input, arguments) -> firstMatch(pattern, limits, arguments), "<s-:o>");
    this.pattern = pattern;
    this.limits = limits;
  }

  /** A matcher for a text, which stops at the evaluation's timeout. */
  Matcher matcher(String text) {
    return matcher(pattern, limits, text);
  }

  private static Matcher matcher(Pattern pattern, QueryLimits limits, String text) {
    return pattern.matcher(new TimedText(text, limits));
  }

  private static @Nullable Map<String, Object> firstMatch(
      Pattern pattern, QueryLimits limits, List<?> arguments) {
    if (!(arguments.get(0) instanceof String text)) {
      return null;
    }
    Matcher matcher = matcher(pattern, limits, text);
    return matcher.find() ? match(matcher) : null;
  }

  /** A match as JSONata passes it to a function. */
  static Map<String, Object> match(Matcher matcher) {
    Map<String, Object> match = new LinkedHashMap<>();
    match.put("match", matcher.group());
    match.put("start", matcher.start());
    match.put("end", matcher.end());
    match.put("groups", groups(matcher));
    return match;
  }

  /** The text of each group; null for a group that did not match. */
  static List<@Nullable String> groups(Matcher matcher) {
    List<@Nullable String> groups = new ArrayList<>();
    for (int group = 1; group <= matcher.groupCount(); group++) {
      groups.add(matcher.group(group));
    }
    return groups;
  }
}

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
 * A regular expression as a JSONata function, which takes a text and returns the first match in it.
 */
final class PatternFunction extends JFunction {

  /** Takes a string, by default the context value, and returns an object. */
  private static final String SIGNATURE = "<s-:o>";

  private final Pattern pattern;
  private final QueryLimits limits;

  PatternFunction(Pattern pattern, QueryLimits limits) {
    super((input, arguments) -> firstMatch(pattern, limits, arguments), SIGNATURE);
    this.pattern = pattern;
    this.limits = limits;
  }

  /** Creates a matcher that fails when the evaluation's timeout has passed. */
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

  /** The text of each group of the current match; null for a group that is not part of it. */
  static List<@Nullable String> groups(Matcher matcher) {
    List<@Nullable String> groups = new ArrayList<>();
    for (int group = 1; group <= matcher.groupCount(); group++) {
      groups.add(matcher.group(group));
    }
    return groups;
  }
}

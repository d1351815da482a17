package org.rollcall.query;

import static java.util.Objects.requireNonNull;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.Utils;
import com.google.re2j.Matcher;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSONata's functions that look for texts in texts, and put texts together, within bounds. Their
 * texts are never null: where the engine has no text to give, it is not asked.
 */
final class TextFunctions {

  private final QueryLimits bounds;

  TextFunctions(QueryLimits bounds) {
    this.bounds = requireNonNull(bounds, "bounds is null");
  }

  boolean contains(String text, Object wanted) {
    return wanted instanceof String part
        ? indexOf(text, part, 0) >= 0
        : pattern(wanted).in(text).find();
  }

  /** Every match, up to a limit. */
  List<Object> match(String text, Object wanted, int limit) {
    Matcher matcher = pattern(wanted).in(text);
    List<Object> matches = Utils.createSequence();
    while (matches.size() < limit && matcher.find()) {
      Map<String, Object> match = new LinkedHashMap<>();
      match.put("match", matcher.group());
      match.put("index", matcher.start());
      match.put("groups", PatternFunction.groups(matcher));
      bounds.makes(match);
      matches.add(match);
    }
    return matches;
  }

  List<Object> split(String text, Object separator, int limit) {
    List<Object> parts = Utils.createSequence();
    Pieces pieces = pieces(text, separator);
    int start = 0;
    while (parts.size() < limit) {
      boolean isLast = !pieces.next();
      String part = text.substring(start, isLast ? text.length() : pieces.start());
      bounds.makes(part);
      parts.add(part);
      if (isLast) {
        break;
      }
      start = pieces.end();
    }
    return parts;
  }

  /**
   * A text with what is wanted replaced.
   *
   * @param replacement a text, in which {@code $1} stands for a group of a pattern, or a function
   *     from a match to a text
   */
  String replace(String text, Object wanted, Object replacement, int limit) throws Throwable {
    if (wanted instanceof String part && part.isEmpty()) {
      throw new IllegalArgumentException("an empty text cannot be replaced");
    }
    StringBuilder replaced = new StringBuilder();
    Pieces pieces = pieces(text, wanted);
    int done = 0;
    for (int i = 0; i < limit && pieces.next(); i++) {
      append(replaced, text.substring(done, pieces.start()));
      append(replaced, pieces.replacedBy(replacement));
      done = pieces.end();
    }
    return append(replaced, text.substring(done)).toString();
  }

  private StringBuilder append(StringBuilder text, String more) {
    bounds.makes(more);
    return text.append(more);
  }

  String join(List<?> texts, String separator) {
    StringBuilder joined = new StringBuilder();
    for (int i = 0; i < texts.size(); i++) {
      append(joined, i == 0 ? "" : separator);
      append(joined, (String) texts.get(i));
    }
    return joined.toString();
  }

  /** A text filled up on its right, or on its left where the width is negative. */
  String pad(String text, int width, String filling) {
    int missing = Math.abs(width) - text.codePointCount(0, text.length());
    if (missing <= 0) {
      return text;
    }
    bounds.makesText(missing);
    int[] fill = (filling.isEmpty() ? " " : filling).codePoints().toArray();
    StringBuilder padding = new StringBuilder();
    for (int i = 0; i < missing; i++) {
      padding.appendCodePoint(fill[i % fill.length]);
    }
    return width < 0 ? padding + text : text + padding;
  }

  String before(String text, String end) {
    int at = indexOf(text, end, 0);
    return at < 0 ? text : text.substring(0, at);
  }

  String after(String text, String start) {
    int at = indexOf(text, start, 0);
    return at < 0 ? text : text.substring(at + start.length());
  }

  /** Where a text is in another, at or after a place; -1 if it is not. */
  private int indexOf(String text, String part, int from) {
    for (int at = from; at <= text.length() - part.length(); at++) {
      bounds.checkTime();
      if (text.startsWith(part, at)) {
        return at;
      }
    }
    return -1;
  }

  private static PatternFunction pattern(Object wanted) {
    if (wanted instanceof PatternFunction pattern) {
      return pattern;
    }
    throw new IllegalArgumentException("neither a text nor a regular expression");
  }

  private Pieces pieces(String text, Object wanted) {
    return wanted instanceof String part
        ? new Literals(text, part)
        : new Matches(pattern(wanted).in(text));
  }

  /** The places in a text where something is, one after the other. */
  private interface Pieces {

    boolean next();

    int start();

    int end();

    /** What comes in this piece's place. */
    String replacedBy(Object replacement) throws Throwable;
  }

  private final class Literals implements Pieces {

    private final String text;
    private final String part;
    private int start;
    private int end;

    private Literals(String text, String part) {
      this.text = text;
      this.part = part;
    }

    /** An empty text is between all characters. */
    @Override
    public boolean next() {
      start = part.isEmpty() ? end + 1 : indexOf(text, part, end);
      end = start + part.length();
      return start >= 0 && (!part.isEmpty() || start < text.length());
    }

    @Override
    public int start() {
      return start;
    }

    @Override
    public int end() {
      return end;
    }

    @Override
    public String replacedBy(Object replacement) {
      return (String) replacement;
    }
  }

  private record Matches(Matcher matcher) implements Pieces {

    @Override
    public boolean next() {
      return matcher.find();
    }

    @Override
    public int start() {
      return matcher.start();
    }

    @Override
    public int end() {
      return matcher.end();
    }

    @Override
    public String replacedBy(Object replacement) throws Throwable {
      if (replacement instanceof String template) {
        return filled(template);
      }
      List<Object> match = List.of(PatternFunction.match(matcher));
      return (String) requireNonNull(Functions.funcApply(replacement, match), "no text");
    }

    private String filled(String template) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < template.length(); i++) {
        char next = i + 1 < template.length() ? template.charAt(i + 1) : 0;
        if (template.charAt(i) != '$' || (next != '$' && (next < '0' || next > '9'))) {
          text.append(template.charAt(i));
        } else {
          text.append(next == '$' ? "$" : group(next - '0'));
          i++;
        }
      }
      return text.toString();
    }

    private String group(int number) {
      @Nullable String group = number <= matcher.groupCount() ? matcher.group(number) : null;
      return group == null ? "" : group;
    }
  }
}

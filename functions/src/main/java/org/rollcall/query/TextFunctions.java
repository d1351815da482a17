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
 * JSONata's functions that search and create texts, with limits. Their text arguments are never
 * null.
 */
final class TextFunctions {

  private final QueryLimits limits;

  TextFunctions(QueryLimits limits) {
    this.limits = requireNonNull(limits, "limits is null");
  }

  boolean contains(String text, Object search) {
    return search instanceof String part
        ? indexOf(text, part, 0) >= 0
        : pattern(search).matcher(text).find();
  }

  /** The first matches, up to a limit. */
  List<Object> match(String text, Object search, int limit) {
    Matcher matcher = pattern(search).matcher(text);
    List<Object> matches = Utils.createSequence();
    while (matches.size() < limit && matcher.find()) {
      Map<String, Object> match = new LinkedHashMap<>();
      match.put("match", matcher.group());
      match.put("index", matcher.start());
      match.put("groups", PatternFunction.groups(matcher));
      limits.addValue(match);
      matches.add(match);
    }
    return matches;
  }

  List<Object> split(String text, Object separator, int limit) {
    List<Object> parts = Utils.createSequence();
    Occurrences occurrences = occurrences(text, separator);
    int start = 0;
    while (parts.size() < limit) {
      boolean isLast = !occurrences.next();
      String part = text.substring(start, isLast ? text.length() : occurrences.start());
      limits.addValue(part);
      parts.add(part);
      if (isLast) {
        break;
      }
      start = occurrences.end();
    }
    return parts;
  }

  /**
   * Replaces occurrences in a text.
   *
   * @param search a text or a pattern
   * @param replacement a text or a function. In a text, {@code $1} means the first group of the
   *     pattern. A function takes a match and returns a text
   */
  String replace(String text, Object search, Object replacement, int limit) throws Throwable {
    if (search instanceof String part && part.isEmpty()) {
      throw new IllegalArgumentException("an empty text cannot be replaced");
    }
    StringBuilder replaced = new StringBuilder();
    Occurrences occurrences = occurrences(text, search);
    int copiedTo = 0;
    for (int i = 0; i < limit && occurrences.next(); i++) {
      append(replaced, text.substring(copiedTo, occurrences.start()));
      append(replaced, occurrences.replacement(replacement));
      copiedTo = occurrences.end();
    }
    return append(replaced, text.substring(copiedTo)).toString();
  }

  private StringBuilder append(StringBuilder text, String more) {
    limits.addValue(more);
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

  /** Pads a text on the right, or on the left if the width is negative. */
  String pad(String text, int width, String filling) {
    int paddingLength = Math.abs(width) - text.codePointCount(0, text.length());
    if (paddingLength <= 0) {
      return text;
    }
    limits.addText(paddingLength);
    int[] fill = (filling.isEmpty() ? " " : filling).codePoints().toArray();
    StringBuilder padding = new StringBuilder();
    for (int i = 0; i < paddingLength; i++) {
      padding.appendCodePoint(fill[i % fill.length]);
    }
    return width < 0 ? padding + text : text + padding;
  }

  String substringBefore(String text, String end) {
    int at = indexOf(text, end, 0);
    return at < 0 ? text : text.substring(0, at);
  }

  String substringAfter(String text, String start) {
    int at = indexOf(text, start, 0);
    return at < 0 ? text : text.substring(at + start.length());
  }

  /** The first index of a part at or after an index; -1 if there is none. */
  private int indexOf(String text, String part, int from) {
    for (int at = from; at <= text.length() - part.length(); at++) {
      limits.checkTime();
      if (text.startsWith(part, at)) {
        return at;
      }
    }
    return -1;
  }

  private static PatternFunction pattern(Object search) {
    if (search instanceof PatternFunction pattern) {
      return pattern;
    }
    throw new IllegalArgumentException("not a text or a regular expression");
  }

  private Occurrences occurrences(String text, Object search) {
    return search instanceof String part
        ? new TextOccurrences(text, part)
        : new PatternOccurrences(pattern(search).matcher(text));
  }

  /** Iterates over the occurrences of a text or a pattern in a text. */
  private interface Occurrences {

    boolean next();

    int start();

    int end();

    /** The replacement for this occurrence. */
    String replacement(Object replacement) throws Throwable;
  }

  private final class TextOccurrences implements Occurrences {

    private final String text;
    private final String part;
    private int start;
    private int end;

    private TextOccurrences(String text, String part) {
      this.text = text;
      this.part = part;
    }

    /** An empty text occurs between all characters. */
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
    public String replacement(Object replacement) {
      return (String) replacement;
    }
  }

  private record PatternOccurrences(Matcher matcher) implements Occurrences {

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
    public String replacement(Object replacement) throws Throwable {
      if (replacement instanceof String template) {
        return fillTemplate(template);
      }
      List<Object> match = List.of(PatternFunction.matchObject(matcher));
      return (String) requireNonNull(Functions.funcApply(replacement, match), "no text");
    }

    private String fillTemplate(String template) {
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

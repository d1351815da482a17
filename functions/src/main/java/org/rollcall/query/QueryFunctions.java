package org.rollcall.query;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.JFunction;
import com.dashjoin.jsonata.Utils;
import com.google.re2j.Matcher;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The functions that queries can use: those of the engine whose work and result are proportional to
 * their arguments, and bounded versions of others. See D-111.
 */
final class QueryFunctions {

  private static final Set<String> ENGINE_FUNCTIONS =
      Set.of(
          ("abs assert average base64decode base64encode boolean ceil clone count"
                  + " decodeUrl decodeUrlComponent distinct each encodeUrlComponent error exists"
                  + " filter floor formatBase formatNumber keys length lookup lowercase map max"
                  + " merge min not number power random reduce reverse shuffle sift single sort"
                  + " spread sqrt substring sum trim type uppercase zip")
              .split(" "));

  private static final int MAX_ARGUMENTS = 4;

  /**
   * A valid picture string, which is the format of a time. A longer picture, or a larger width in
   * it, could request any number of digits.
   */
  private static final Pattern PICTURE =
      Pattern.compile("(?!.*,[^\\[\\]]*\\d{3}).{0,100}", Pattern.DOTALL);

  /** More decimals change no number. */
  private static final int MAX_DECIMALS = 400;

  /** The number of copies or comparisons of characters that are counted as one byte. */
  private static final int CHARACTERS_PER_BYTE = 64;

  /** The memory for an item of a list, not including its value. */
  private static final int ITEM_BYTES = 4;

  /** The approximate memory for a character in a compiled pattern. */
  private static final int PATTERN_BYTES = 500;

  private final QueryLimits limits;
  private final Map<String, JFunction> bounded = new HashMap<>();
  private QueryTime time = new QueryTime(Instant.EPOCH, LocalDate.EPOCH);

  QueryFunctions(QueryLimits limits) {
    this.limits = limits;
    bind("contains", "<s-(sf):b>", this::contains);
    bind("match", "<s-f<s:o>n?:a<o>>", this::match);
    bind("split", "<s-(sf)n?:a<s>>", this::split);
    bind("replace", "<s-(sf)(sf)n?:s>", this::replace);
    bind("pad", "<s-ns?:s>", this::pad);
    bind("append", "<xx:a>", this::append);
    bind("join", "<a<s>s?:s>", this::join);
    bind(
        "substringBefore",
        "<s-s:s>",
        arguments -> Functions.substringBefore(text(arguments), searched(arguments)));
    bind(
        "substringAfter",
        "<s-s:s>",
        arguments -> Functions.substringAfter(text(arguments), searched(arguments)));
    // Without the engine's second argument: indentation multiplies the length by the depth.
    bind("string", "<x-:s>", QueryFunctions::string);
    bind("round", "<n-n?:n>", QueryFunctions::round);
    // Without the engine's second argument: a picture becomes an expression with backtracking.
    bind("toMillis", "<s-:n>", arguments -> Functions.dateTimeToMillis(text(arguments), null));
    bind("fromMillis", "<n-s?s?:s>", QueryFunctions::formatTime);
    bind("millis", "<:n>", arguments -> time.now().toEpochMilli());
    bind(
        "now",
        "<s?s?:s>",
        arguments -> {
          arguments.add(0, time.now().toEpochMilli());
          return formatTime(arguments);
        });
    bind("today", "<:s>", arguments -> time.today().toString());
  }

  /** A function of a list of arguments, in which a missing one is null. */
  @FunctionalInterface
  private interface Function {
    @Nullable Object apply(List<@Nullable Object> arguments) throws Throwable;
  }

  private void bind(String name, String signature, Function function) {
    // If the text or number is missing, there is no result.
    boolean isRequired = signature.startsWith("<s-") || signature.startsWith("<n-");
    bounded.put(
        name,
        new JFunction(
            (input, values) -> {
              List<@Nullable Object> arguments = new ArrayList<>((List<?>) values);
              while (arguments.size() < MAX_ARGUMENTS) {
                arguments.add(null);
              }
              Object first = arguments.get(0);
              return isRequired && (first == null || first == Jsonata.NULL_VALUE)
                  ? null
                  : function.apply(arguments);
            },
            signature));
  }

  /** The names of the functions, without a dollar sign. */
  Set<String> names() {
    Set<String> names = new HashSet<>(ENGINE_FUNCTIONS);
    names.addAll(bounded.keySet());
    return names;
  }

  /** Makes the bounded functions available to a query. They hide those of the engine. */
  void bind(Jsonata query) {
    bounded.forEach(query::registerFunction);
  }

  /** Sets the result of {@code $now()}, {@code $millis()} and {@code $today()}. */
  void setTime(QueryTime time) {
    this.time = time;
  }

  private static String text(List<@Nullable Object> arguments) {
    return (String) requireNonNull(arguments.get(0));
  }

  private static String text(@Nullable Object argument, String defaultValue) {
    return argument instanceof String text ? text : defaultValue;
  }

  private static int limit(@Nullable Object argument) {
    int limit = argument instanceof Number number ? number.intValue() : Integer.MAX_VALUE;
    if (limit < 0) {
      throw new IllegalArgumentException("negative limit");
    }
    return limit;
  }

  private boolean contains(List<@Nullable Object> arguments) {
    return arguments.get(1) instanceof String
        ? text(arguments).contains(searched(arguments))
        : matcher(arguments).find();
  }

  /** The text to search for. Counts the work of the search. */
  private String searched(List<@Nullable Object> arguments) {
    String searched = (String) requireNonNull(arguments.get(1));
    limits.add((long) text(arguments).length() * searched.length() / CHARACTERS_PER_BYTE);
    return searched;
  }

  /** Matches the first argument with the second, which is a text or a pattern. */
  private Matcher matcher(List<@Nullable Object> arguments) {
    Object search = requireNonNull(arguments.get(1));
    if (search instanceof String text) {
      limits.add((long) text.length() * PATTERN_BYTES);
      search = PatternFunction.literal(text, limits);
    }
    return ((PatternFunction) search).matcher(text(arguments));
  }

  /** The first matches, up to a limit. */
  private List<Object> match(List<@Nullable Object> arguments) {
    Matcher matcher = matcher(arguments);
    int limit = limit(arguments.get(2));
    List<Object> matches = Utils.createSequence();
    while (matches.size() < limit && matcher.find()) {
      Map<String, Object> match = new LinkedHashMap<>();
      match.put("match", matcher.group());
      match.put("index", matcher.start());
      match.put("groups", PatternFunction.groups(matcher));
      limits.addTo(matches, match);
    }
    return matches;
  }

  /** The first parts, up to a limit. An empty separator splits a text into characters. */
  private List<Object> split(List<@Nullable Object> arguments) {
    String text = text(arguments);
    int limit = limit(arguments.get(2));
    List<Object> parts = Utils.createSequence();
    if ("".equals(arguments.get(1))) {
      text.chars().limit(limit).forEach(c -> limits.addTo(parts, Character.toString(c)));
      return parts;
    }
    Matcher matcher = matcher(arguments);
    int start = 0;
    while (parts.size() < limit && matcher.find()) {
      limits.addTo(parts, text.substring(start, matcher.start()));
      start = matcher.end();
    }
    if (parts.size() < limit) {
      limits.addTo(parts, text.substring(start));
    }
    return parts;
  }

  /** Replaces the first occurrences of a text or a pattern, up to a limit. */
  private String replace(List<@Nullable Object> arguments) throws Throwable {
    if ("".equals(arguments.get(1))) {
      throw new IllegalArgumentException("an empty text cannot be replaced");
    }
    String text = text(arguments);
    Matcher matcher = matcher(arguments);
    int limit = limit(arguments.get(3));
    StringBuilder replaced = new StringBuilder();
    int copiedTo = 0;
    for (int i = 0; i < limit && matcher.find(); i++) {
      String replacement = replacement(matcher, arguments);
      limits.add(replacement.length());
      replaced.append(text, copiedTo, matcher.start()).append(replacement);
      copiedTo = matcher.end();
    }
    return replaced.append(text.substring(copiedTo)).toString();
  }

  /**
   * The replacement for the current match. A function takes the match and returns a text. In the
   * replacement for a pattern, {@code $1} means its first group.
   */
  private static String replacement(Matcher matcher, List<@Nullable Object> arguments)
      throws Throwable {
    if (!(arguments.get(2) instanceof String template)) {
      List<Object> match = List.of(PatternFunction.matchObject(matcher));
      return (String) requireNonNull(Functions.funcApply(arguments.get(2), match));
    }
    return arguments.get(1) instanceof String ? template : PatternFunction.fill(template, matcher);
  }

  /** Pads a text on the right, or on the left if the width is negative. */
  private @Nullable String pad(List<@Nullable Object> arguments) {
    Number width = (Number) requireNonNull(arguments.get(1));
    String filling = text(arguments.get(2), " ");
    // The engine copies the padding for each character.
    double copies = width.doubleValue() * width.doubleValue() * filling.length();
    limits.add((long) (copies / CHARACTERS_PER_BYTE));
    return Functions.pad(text(arguments), width, filling);
  }

  private @Nullable Object append(List<@Nullable Object> arguments) {
    Object appended = Functions.append(arguments.get(0), arguments.get(1));
    if (appended instanceof List<?> list) {
      limits.add((long) list.size() * ITEM_BYTES);
    }
    return appended;
  }

  private @Nullable String join(List<@Nullable Object> arguments) {
    if (!(arguments.get(0) instanceof List<?> texts)) {
      return null;
    }
    String separator = text(arguments.get(1), "");
    limits.add((long) texts.size() * separator.length());
    return texts.stream().map(String.class::cast).collect(joining(separator));
  }

  private static @Nullable String string(List<@Nullable Object> arguments) {
    return Functions.string(arguments.get(0), false);
  }

  private static @Nullable Number round(List<@Nullable Object> arguments) {
    int decimals = arguments.get(1) instanceof Number number ? number.intValue() : 0;
    decimals = Math.max(-MAX_DECIMALS, Math.min(decimals, MAX_DECIMALS));
    return Utils.convertNumber(Functions.round((Number) arguments.get(0), decimals));
  }

  private static @Nullable String formatTime(List<@Nullable Object> arguments) {
    String picture = (String) arguments.get(1);
    if (picture != null && !PICTURE.matcher(picture).matches()) {
      throw new IllegalArgumentException("invalid picture");
    }
    return Functions.dateTimeFromMillis(
        (Number) arguments.get(0), picture, (String) arguments.get(2));
  }
}

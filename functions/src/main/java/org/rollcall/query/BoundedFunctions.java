package org.rollcall.query;

import static java.util.Objects.requireNonNull;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata.Frame;
import com.dashjoin.jsonata.Jsonata.JFunction;
import com.dashjoin.jsonata.Jsonata.JFunctionCallable;
import com.dashjoin.jsonata.Utils;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Those of JSONata's functions whose work or whose result may be out of proportion to what they are
 * given, in a form that is bounded; a few that no question to a record needs are refused.
 */
final class BoundedFunctions {

  /** A picture of a date or a number; a longer one asks for digits without end. */
  private static final Pattern PICTURE = Pattern.compile("(?!.*\\d{5}).{0,100}", Pattern.DOTALL);

  private static final int LONGEST_TIMESTAMP = 100;
  private static final int MOST_DECIMALS = 100;

  private static final Map<String, String> REFUSED =
      Map.of("eval", "<sx?:x>", "formatInteger", "<n-s:s>", "parseInteger", "<s-s:n>");

  private final Frame frame;
  private final QueryLimits bounds;
  private final TextFunctions texts;

  private BoundedFunctions(Frame frame, QueryLimits bounds) {
    this.frame = frame;
    this.bounds = bounds;
    this.texts = new TextFunctions(bounds);
  }

  /**
   * Puts the functions in the place of the engine's.
   *
   * @param now the moment that {@code $now()} and {@code $millis()} tell; the present one if there
   *     is none
   */
  static void bind(Frame frame, QueryLimits bounds, Optional<Instant> now) {
    BoundedFunctions functions = new BoundedFunctions(frame, bounds);
    functions.bindTexts();
    functions.bindNumbers();
    functions.bindTime(now.orElseGet(Instant::now));
    REFUSED.forEach((name, signature) -> functions.bind(name, signature, BoundedFunctions::refuse));
    functions.bind("append", "<xx:a>", functions::append);
    functions.bind(QueryText.CALLABLE, "<x:x>", BoundedFunctions::callable);
  }

  private void bind(String name, String signature, JFunctionCallable function) {
    frame.bind(name, new JFunction(function, signature));
  }

  /** A function, in the engine's terms, of a text and what follows it; no text makes nothing. */
  @FunctionalInterface
  private interface OfText {
    @Nullable Object of(String text, List<?> arguments) throws Throwable;
  }

  private void bindText(String name, String signature, OfText function) {
    bind(
        name,
        signature,
        (input, arguments) ->
            arguments.get(0) instanceof String text ? function.of(text, arguments) : null);
  }

  private void bindTexts() {
    bindText("contains", "<s-(sf):b>", (text, rest) -> texts.contains(text, some(rest, 1)));
    bindText(
        "match",
        "<s-f<s:o>n?:a<o>>",
        (text, rest) -> texts.match(text, some(rest, 1), limit(rest, 2)));
    bindText(
        "split",
        "<s-(sf)n?:a<s>>",
        (text, rest) -> texts.split(text, some(rest, 1), limit(rest, 2)));
    bindText(
        "replace",
        "<s-(sf)(sf)n?:s>",
        (text, rest) -> texts.replace(text, some(rest, 1), some(rest, 2), limit(rest, 3)));
    bindText(
        "pad",
        "<s-ns?:s>",
        (text, rest) -> texts.pad(text, ((Number) some(rest, 1)).intValue(), text(rest, 2, " ")));
    bindText(
        "substringBefore", "<s-s:s>", (text, rest) -> texts.before(text, (String) some(rest, 1)));
    bindText(
        "substringAfter", "<s-s:s>", (text, rest) -> texts.after(text, (String) some(rest, 1)));
    bind(
        "join",
        "<a<s>s?:s>",
        (input, rest) ->
            argument(rest, 0) instanceof List<?> list ? texts.join(list, text(rest, 1, "")) : null);
    bind(
        "string",
        "<x-b?:s>",
        (input, rest) -> {
          if (Boolean.TRUE.equals(argument(rest, 1))) {
            // Indenting multiplies a text by how deep it is nested.
            throw new IllegalArgumentException("texts are not made pretty here");
          }
          return Functions.string(argument(rest, 0), false);
        });
  }

  private void bindNumbers() {
    bind(
        "round",
        "<n-n?:n>",
        (input, rest) -> {
          Number decimals = argument(rest, 1) instanceof Number number ? number : 0;
          if (Math.abs(decimals.doubleValue()) > MOST_DECIMALS) {
            throw new IllegalArgumentException("too many decimals");
          }
          return argument(rest, 0) instanceof Number number
              ? Utils.convertNumber(Functions.round(number, decimals))
              : null;
        });
    bind(
        "formatNumber",
        "<n-so?:s>",
        (input, rest) ->
            argument(rest, 0) instanceof Number number
                ? Functions.formatNumber(number, picture(rest, 1), (Map<?, ?>) argument(rest, 2))
                : null);
  }

  private void bindTime(Instant now) {
    bind("millis", "<:n>", (input, rest) -> now.toEpochMilli());
    bind(
        "now",
        "<s?s?:s>",
        (input, rest) ->
            Functions.dateTimeFromMillis(
                now.toEpochMilli(), picture(rest, 0), (String) argument(rest, 1)));
    bind(
        "fromMillis",
        "<n-s?s?:s>",
        (input, rest) ->
            Functions.dateTimeFromMillis(
                (Number) argument(rest, 0), picture(rest, 1), (String) argument(rest, 2)));
    bindText(
        "toMillis",
        "<s-s?:n>",
        (text, rest) -> {
          // The engine turns a picture into a regular expression that it matches by backtracking.
          if (text.length() > LONGEST_TIMESTAMP || argument(rest, 1) != null) {
            throw new IllegalArgumentException("only times of ISO 8601 are read here");
          }
          return Functions.dateTimeToMillis(text, null);
        });
  }

  private Object append(@Nullable Object input, List<?> arguments) {
    bounds.checkTime();
    return Functions.append(argument(arguments, 0), argument(arguments, 1));
  }

  private static Object callable(@Nullable Object input, List<?> arguments) {
    Object function = argument(arguments, 0);
    if (function instanceof JFunction || Functions.isLambda(function)) {
      return requireNonNull(function, "no function");
    }
    throw new JException("T1006", -1);
  }

  private static Object refuse(@Nullable Object input, List<?> arguments) {
    throw new IllegalArgumentException("a function that is not available here");
  }

  private static @Nullable Object argument(List<?> arguments, int index) {
    return index < arguments.size() ? arguments.get(index) : null;
  }

  private static Object some(List<?> arguments, int index) {
    return requireNonNull(argument(arguments, index), "an argument is missing");
  }

  private static String text(List<?> arguments, int index, String otherwise) {
    return argument(arguments, index) instanceof String text ? text : otherwise;
  }

  private static int limit(List<?> arguments, int index) {
    int limit =
        argument(arguments, index) instanceof Number number ? number.intValue() : Integer.MAX_VALUE;
    if (limit < 0) {
      throw new IllegalArgumentException("a limit is negative");
    }
    return limit;
  }

  private static @Nullable String picture(List<?> arguments, int index) {
    String picture = (String) argument(arguments, index);
    if (picture != null && !PICTURE.matcher(picture).matches()) {
      throw new IllegalArgumentException("a picture asks for too much");
    }
    return picture;
  }
}

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
 * Replaces the JSONata functions whose work or result can be much larger than their arguments. The
 * replacements have limits. Functions that queries on records do not need are not available. See
 * D-052.
 */
final class BoundedFunctions {

  /**
   * A valid picture string, which is the format of a date or a number. A longer picture, or a
   * larger number in it, could request any number of digits.
   */
  private static final Pattern PICTURE = Pattern.compile("(?!.*\\d{5}).{0,100}", Pattern.DOTALL);

  private static final int MAX_TIMESTAMP_LENGTH = 100;
  private static final int MAX_DECIMALS = 100;

  /** The functions that are not available: signatures by name. */
  private static final Map<String, String> UNAVAILABLE_FUNCTIONS =
      Map.of("eval", "<sx?:x>", "formatInteger", "<n-s:s>", "parseInteger", "<s-s:n>");

  private final Frame frame;
  private final QueryLimits limits;
  private final TextFunctions texts;

  private BoundedFunctions(Frame frame, QueryLimits limits) {
    this.frame = frame;
    this.limits = limits;
    this.texts = new TextFunctions(limits);
  }

  /**
   * Binds the functions, which hide the engine's functions of the same names.
   *
   * @param now the result of {@code $now()} and {@code $millis()}; by default the current time
   */
  static void bind(Frame frame, QueryLimits limits, Optional<Instant> now) {
    BoundedFunctions functions = new BoundedFunctions(frame, limits);
    functions.bindTexts();
    functions.bindNumbers();
    functions.bindTime(now.orElseGet(Instant::now));
    UNAVAILABLE_FUNCTIONS.forEach(
        (name, signature) -> functions.bind(name, signature, BoundedFunctions::failUnavailable));
    functions.bind("append", "<xx:a>", functions::append);
    functions.bind(QueryText.REQUIRE_FUNCTION, "<x:x>", BoundedFunctions::requireFunction);
  }

  private void bind(String name, String signature, JFunctionCallable function) {
    frame.bind(name, new JFunction(function, signature));
  }

  /** A function whose first argument is a text. If there is no text, it returns no value. */
  @FunctionalInterface
  private interface TextFunction {
    @Nullable Object apply(String text, List<?> arguments) throws Throwable;
  }

  private void bindText(String name, String signature, TextFunction function) {
    bind(
        name,
        signature,
        (input, arguments) ->
            arguments.get(0) instanceof String text ? function.apply(text, arguments) : null);
  }

  private void bindTexts() {
    bindText(
        "contains",
        "<s-(sf):b>",
        (text, arguments) -> texts.contains(text, required(arguments, 1)));
    bindText(
        "match",
        "<s-f<s:o>n?:a<o>>",
        (text, arguments) -> texts.match(text, required(arguments, 1), limit(arguments, 2)));
    bindText(
        "split",
        "<s-(sf)n?:a<s>>",
        (text, arguments) -> texts.split(text, required(arguments, 1), limit(arguments, 2)));
    bindText(
        "replace",
        "<s-(sf)(sf)n?:s>",
        (text, arguments) ->
            texts.replace(
                text, required(arguments, 1), required(arguments, 2), limit(arguments, 3)));
    bindText(
        "pad",
        "<s-ns?:s>",
        (text, arguments) ->
            texts.pad(text, ((Number) required(arguments, 1)).intValue(), text(arguments, 2, " ")));
    bindText(
        "substringBefore",
        "<s-s:s>",
        (text, arguments) -> texts.substringBefore(text, (String) required(arguments, 1)));
    bindText(
        "substringAfter",
        "<s-s:s>",
        (text, arguments) -> texts.substringAfter(text, (String) required(arguments, 1)));
    bind(
        "join",
        "<a<s>s?:s>",
        (input, arguments) ->
            argument(arguments, 0) instanceof List<?> list
                ? texts.join(list, text(arguments, 1, ""))
                : null);
    bind(
        "string",
        "<x-b?:s>",
        (input, arguments) -> {
          if (Boolean.TRUE.equals(argument(arguments, 1))) {
            // Indentation multiplies the length by the depth.
            throw new IllegalArgumentException("pretty printing is not available");
          }
          return Functions.string(argument(arguments, 0), false);
        });
  }

  private void bindNumbers() {
    bind(
        "round",
        "<n-n?:n>",
        (input, arguments) -> {
          Number decimals = argument(arguments, 1) instanceof Number number ? number : 0;
          if (Math.abs(decimals.doubleValue()) > MAX_DECIMALS) {
            throw new IllegalArgumentException("too many decimals");
          }
          return argument(arguments, 0) instanceof Number number
              ? Utils.convertNumber(Functions.round(number, decimals))
              : null;
        });
    bind(
        "formatNumber",
        "<n-so?:s>",
        (input, arguments) ->
            argument(arguments, 0) instanceof Number number
                ? Functions.formatNumber(
                    number, picture(arguments, 1), (Map<?, ?>) argument(arguments, 2))
                : null);
  }

  private void bindTime(Instant now) {
    bind("millis", "<:n>", (input, arguments) -> now.toEpochMilli());
    bind(
        "now",
        "<s?s?:s>",
        (input, arguments) ->
            Functions.dateTimeFromMillis(
                now.toEpochMilli(), picture(arguments, 0), (String) argument(arguments, 1)));
    bind(
        "fromMillis",
        "<n-s?s?:s>",
        (input, arguments) ->
            Functions.dateTimeFromMillis(
                (Number) argument(arguments, 0),
                picture(arguments, 1),
                (String) argument(arguments, 2)));
    bindText(
        "toMillis",
        "<s-s?:n>",
        (text, arguments) -> {
          // The engine converts a picture to a regular expression with backtracking.
          if (text.length() > MAX_TIMESTAMP_LENGTH || argument(arguments, 1) != null) {
            throw new IllegalArgumentException("only ISO 8601 timestamps are supported");
          }
          return Functions.dateTimeToMillis(text, null);
        });
  }

  private Object append(@Nullable Object input, List<?> arguments) {
    limits.checkTime();
    return Functions.append(argument(arguments, 0), argument(arguments, 1));
  }

  private static Object requireFunction(@Nullable Object input, List<?> arguments) {
    Object function = argument(arguments, 0);
    if (function instanceof JFunction || Functions.isLambda(function)) {
      return requireNonNull(function, "not a function");
    }
    throw new JException("T1006", -1);
  }

  private static Object failUnavailable(@Nullable Object input, List<?> arguments) {
    throw new IllegalArgumentException("the function is not available");
  }

  private static @Nullable Object argument(List<?> arguments, int index) {
    return index < arguments.size() ? arguments.get(index) : null;
  }

  private static Object required(List<?> arguments, int index) {
    return requireNonNull(argument(arguments, index), "missing argument");
  }

  private static String text(List<?> arguments, int index, String defaultValue) {
    return argument(arguments, index) instanceof String text ? text : defaultValue;
  }

  private static int limit(List<?> arguments, int index) {
    int limit =
        argument(arguments, index) instanceof Number number ? number.intValue() : Integer.MAX_VALUE;
    if (limit < 0) {
      throw new IllegalArgumentException("negative limit");
    }
    return limit;
  }

  private static @Nullable String picture(List<?> arguments, int index) {
    String picture = (String) argument(arguments, index);
    if (picture != null && !PICTURE.matcher(picture).matches()) {
      throw new IllegalArgumentException("invalid picture");
    }
    return picture;
  }
}

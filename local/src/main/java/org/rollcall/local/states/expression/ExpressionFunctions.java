package org.rollcall.local.states.expression;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.JFunction;
import com.dashjoin.jsonata.Utils;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rollcall.local.states.data.StateData;

/**
 * The functions that an expression can call: those of JSONata except {@code $eval}, which Step
 * Functions does not support, and those that Step Functions adds. {@code $random} with a seed is
 * not supported, because AWS does not document its algorithm.
 */
final class ExpressionFunctions {

  private static final int MAX_RANGE_ELEMENTS = 1_000;

  private static final Set<String> ADDED_BY_STEP_FUNCTIONS =
      Set.of("parse", "partition", "range", "hash", "uuid");

  static final Set<String> NAMES =
      Stream.concat(
              ADDED_BY_STEP_FUNCTIONS.stream(),
              Stream.of(
                  ("sum count max min average string substring substringBefore substringAfter"
                          + " lowercase uppercase length trim pad match contains replace split join"
                          + " formatNumber formatBase formatInteger parseInteger number floor ceil"
                          + " round abs sqrt power random boolean not map zip filter single reduce"
                          + " sift keys lookup append exists spread merge reverse each error assert"
                          + " type sort shuffle distinct base64encode base64decode"
                          + " encodeUrlComponent encodeUrl decodeUrlComponent decodeUrl toMillis"
                          + " fromMillis clone now millis")
                      .split(" ")))
          .collect(Collectors.toUnmodifiableSet());

  private ExpressionFunctions() {}

  static void register(Jsonata expression) {
    expression.registerFunction(
        "parse", new JFunction((input, arguments) -> parse(arguments), "<s:x>"));
    expression.registerFunction(
        "partition", new JFunction((input, arguments) -> partition(arguments), "<an:a>"));
    expression.registerFunction(
        "range", new JFunction((input, arguments) -> range(arguments), "<nnn:a>"));
    expression.registerFunction(
        "hash", new JFunction((input, arguments) -> hash(arguments), "<ss:s>"));
    expression.registerFunction(
        "uuid", new JFunction((input, arguments) -> UUID.randomUUID().toString(), "<:s>"));
  }

  static String now(Instant time, List<?> arguments) {
    return Functions.dateTimeFromMillis(
        time.toEpochMilli(), text(arguments, 0), text(arguments, 1));
  }

  private static @Nullable Object parse(List<?> arguments) throws JsonProcessingException {
    String text = text(arguments, 0);
    return text == null ? null : StateData.toJava(StateData.parse(text));
  }

  private static @Nullable Object partition(List<?> arguments) {
    if (arguments.get(0) == null) {
      return null;
    }
    List<?> elements = (List<?>) arguments.get(0);
    int size = integer(arguments, 1);
    if (size < 1) {
      throw new JException("The second argument of $partition must be a positive integer", -1);
    }
    List<Object> parts = new ArrayList<>();
    for (int from = 0; from < elements.size(); from += size) {
      parts.add(new ArrayList<>(elements.subList(from, Math.min(from + size, elements.size()))));
    }
    return parts;
  }

  /** Returns a sequence. If it has one element, JSONata returns the element, as AWS does. */
  private static Object range(List<?> arguments) {
    int first = integer(arguments, 0);
    int last = integer(arguments, 1);
    int step = integer(arguments, 2);
    if (step == 0) {
      throw new JException("The third argument of $range must not be zero", -1);
    }
    List<Object> numbers = Utils.createSequence();
    for (long n = first; step > 0 ? n <= last : n >= last; n += step) {
      if (numbers.size() == MAX_RANGE_ELEMENTS) {
        throw new JException("$range returns at most " + MAX_RANGE_ELEMENTS + " elements", -1);
      }
      numbers.add(n);
    }
    return numbers;
  }

  private static @Nullable String hash(List<?> arguments) throws NoSuchAlgorithmException {
    String text = text(arguments, 0);
    String algorithm = text(arguments, 1);
    if (text == null || algorithm == null) {
      return null;
    }
    if (!Set.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512").contains(algorithm)) {
      throw new JException("$hash does not support the algorithm " + algorithm, -1);
    }
    byte[] digest =
        MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest);
  }

  private static @Nullable String text(List<?> arguments, int index) {
    return index < arguments.size() ? (String) arguments.get(index) : null;
  }

  private static int integer(List<?> arguments, int index) {
    Object value = index < arguments.size() ? arguments.get(index) : null;
    if (value instanceof Number number && number.intValue() == number.doubleValue()) {
      return number.intValue();
    }
    throw new JException("Argument " + (index + 1) + " must be an integer", -1);
  }
}

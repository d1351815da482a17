package org.rollcall.local.states.expression;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.JFunction;
import com.dashjoin.jsonata.Utils;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The functions that an expression can call. They are those that the project's definitions and the
 * executions recorded on AWS use. Before another one is added, its results and its errors must be
 * compared with AWS. See D-117.
 */
final class ExpressionFunctions {

  private static final int MAX_RANGE_ELEMENTS = 1_000;

  /** Includes the functions that Step Functions adds to JSONata: hash, parse, partition, range. */
  static final Set<String> SUPPORTED =
      Set.of(
          "contains",
          "exists",
          "hash",
          "lowercase",
          "merge",
          "not",
          "number",
          "parse",
          "partition",
          "range",
          "replace",
          "string",
          "substring");

  /** The function that Step Functions adds and that is not supported. */
  static final Set<String> ONLY_ON_AWS = Set.of("uuid");

  /** The algorithms of {@code $hash}. */
  private static final Set<String> HASHES = Set.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512");

  private ExpressionFunctions() {}

  static void register(Jsonata expression) {
    expression.registerFunction(
        "hash", new JFunction((input, arguments) -> hash(arguments), "<ss:s>"));
    expression.registerFunction(
        "parse", new JFunction((input, arguments) -> parse(arguments), "<s:x>"));
    expression.registerFunction(
        "partition", new JFunction((input, arguments) -> partition(arguments), "<an:a>"));
    expression.registerFunction(
        "range", new JFunction((input, arguments) -> range(arguments), "<nnn:a>"));
  }

  private static @Nullable Object parse(List<?> arguments) throws JsonProcessingException {
    return arguments.get(0) instanceof String text ? StateData.toJava(StateData.parse(text)) : null;
  }

  /** The digest of a text in UTF-8, as lower-case hexadecimal digits. */
  private static @Nullable String hash(List<?> arguments) throws NoSuchAlgorithmException {
    if (!(arguments.get(0) instanceof String text)) {
      return null;
    }
    String algorithm = String.valueOf(arguments.get(1));
    if (!HASHES.contains(algorithm)) {
      throw new JException("$hash does not support the algorithm " + algorithm, -1);
    }
    byte[] digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(UTF_8));
    return HexFormat.of().formatHex(digest);
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

  private static int integer(List<?> arguments, int index) {
    Object value = index < arguments.size() ? arguments.get(index) : null;
    if (value instanceof Number number && number.intValue() == number.doubleValue()) {
      return number.intValue();
    }
    throw new JException("Argument " + (index + 1) + " must be an integer", -1);
  }
}

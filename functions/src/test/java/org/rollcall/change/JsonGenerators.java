package org.rollcall.change;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random pieces of JSON as {@link org.rollcall.Given} reads it; an empty piece is left out. */
public final class JsonGenerators {

  private JsonGenerators() {}

  public static Arbitrary<String> oneOf(String... pieces) {
    return Arbitraries.of(pieces);
  }

  /** An object of the given keys with their values. */
  @SafeVarargs
  public static Arbitrary<String> object(Arbitrary<String>... keys) {
    Arbitrary<String> joined = oneOf("");
    for (Arbitrary<String> key : keys) {
      joined = keys(joined, key);
    }
    return joined.map(all -> "{" + all + "}");
  }

  /** Keys with their values, beside others. */
  public static Arbitrary<String> keys(Arbitrary<String> some, Arbitrary<String> others) {
    return Combinators.combine(some, others).as((a, b) -> join(List.of(a, b)));
  }

  /** A key with a list of at least so many items. */
  public static Arbitrary<String> list(String key, int least, Arbitrary<String> items) {
    return items.list().ofMinSize(least).ofMaxSize(4).map(list -> key + ": [" + join(list) + "]");
  }

  public static Arbitrary<String> optional(Arbitrary<String> piece) {
    return Arbitraries.oneOf(Arbitraries.just(""), piece);
  }

  public static String join(List<String> pieces) {
    return pieces.stream().filter(piece -> !piece.isEmpty()).collect(Collectors.joining(", "));
  }
}

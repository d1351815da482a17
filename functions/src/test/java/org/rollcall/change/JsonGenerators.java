package org.rollcall.change;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Generates fragments of JSON in the syntax of {@link org.rollcall.Given}. */
public final class JsonGenerators {

  private JsonGenerators() {}

  public static Arbitrary<String> oneOf(String... pieces) {
    return Arbitraries.of(pieces);
  }

  /** An object with the given keys and values; empty fragments are left out. */
  @SafeVarargs
  public static Arbitrary<String> object(Arbitrary<String>... keys) {
    Arbitrary<String> joined = oneOf("");
    for (Arbitrary<String> key : keys) {
      joined = keys(joined, key);
    }
    return joined.map(all -> "{" + all + "}");
  }

  /** Two fragments of keys and values, joined. */
  public static Arbitrary<String> keys(Arbitrary<String> some, Arbitrary<String> others) {
    return Combinators.combine(some, others).as((a, b) -> join(List.of(a, b)));
  }

  /** A key with a list of a minimum number of items. */
  public static Arbitrary<String> list(String key, int minSize, Arbitrary<String> items) {
    return items.list().ofMinSize(minSize).ofMaxSize(4).map(list -> key + ": [" + join(list) + "]");
  }

  public static Arbitrary<String> optional(Arbitrary<String> piece) {
    return Arbitraries.oneOf(Arbitraries.just(""), piece);
  }

  public static String join(List<String> pieces) {
    return pieces.stream().filter(piece -> !piece.isEmpty()).collect(Collectors.joining(", "));
  }
}

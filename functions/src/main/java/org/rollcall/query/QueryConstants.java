package org.rollcall.query;

import com.dashjoin.jsonata.Parser.Symbol;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds a text or number that a query uses as a condition, such as {@code 'PG'} in {@code
 * user_group.value = 'UG' or 'PG'}. It does not depend on the user, and JSONata takes it for true.
 */
final class QueryConstants {

  private static final Set<String> CONNECTIVES = Set.of("and", "or");
  private static final Set<String> FUNCTIONS_OF_CONDITIONS = Set.of("not", "boolean");

  private final Set<Symbol> visited = new HashSet<>();

  private QueryConstants() {}

  /** The first such text or number, as a query has it; empty if there is none. */
  static Optional<String> find(Symbol query) {
    return condition(query).or(() -> new QueryConstants().inFilters(query));
  }

  private static Optional<String> condition(@Nullable Object part) {
    if (!(part instanceof Symbol symbol)) {
      return Optional.empty();
    }
    return switch (QuerySyntax.type(symbol)) {
      case "string" -> Optional.of("'" + QuerySyntax.value(symbol) + "'");
      case "number" -> Optional.of(String.valueOf(QuerySyntax.value(symbol)));
      case "binary" ->
          CONNECTIVES.contains(String.valueOf(QuerySyntax.value(symbol)))
              ? first(Stream.of(QuerySyntax.get(symbol, "lhs"), QuerySyntax.get(symbol, "rhs")))
              : Optional.empty();
      case "condition" ->
          first(
              Stream.of("condition", "then", "_else")
                  .flatMap(name -> Stream.ofNullable(QuerySyntax.get(symbol, name))));
      case "block" -> last(QuerySyntax.get(symbol, "expressions"));
      case "unary" ->
          String.valueOf(QuerySyntax.value(symbol)).equals("[")
              ? first(((List<?>) QuerySyntax.get(symbol, "expressions")).stream())
              : Optional.empty();
      case "function" ->
          isOfConditions(QuerySyntax.get(symbol, "procedure"))
              ? first(((List<?>) QuerySyntax.get(symbol, "arguments")).stream())
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static boolean isOfConditions(Object callee) {
    return callee instanceof Symbol symbol
        && QuerySyntax.type(symbol).equals("variable")
        && FUNCTIONS_OF_CONDITIONS.contains(String.valueOf(QuerySyntax.value(symbol)));
  }

  private static Optional<String> first(Stream<?> parts) {
    return parts.flatMap(part -> condition(part).stream()).findFirst();
  }

  private static Optional<String> last(Object expressions) {
    return expressions instanceof List<?> list && !list.isEmpty()
        ? condition(list.get(list.size() - 1))
        : Optional.empty();
  }

  /** In the brackets after a list. A number there is an index, and so is a list of numbers. */
  private Optional<String> inFilters(@Nullable Object part) {
    if (part instanceof Symbol symbol && visited.add(symbol)) {
      Optional<String> own =
          QuerySyntax.type(symbol).equals("filter")
              ? condition(QuerySyntax.get(symbol, "expr")).filter(text -> text.startsWith("'"))
              : Optional.empty();
      return own.or(() -> firstInFilters(QuerySyntax.parts(symbol)));
    }
    if (part instanceof Symbol[] pair) {
      return firstInFilters(Stream.of(pair));
    }
    return part instanceof Collection<?> parts ? firstInFilters(parts.stream()) : Optional.empty();
  }

  private Optional<String> firstInFilters(Stream<?> parts) {
    return parts.flatMap(child -> inFilters(child).stream()).findFirst();
  }
}

package org.rollcall.query;

import com.dashjoin.jsonata.Parser.Symbol;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the fields that a query reads in its syntax tree. Fields behind variables, wildcards and
 * functions are left out.
 */
final class QueryFields {

  private static final Set<String> COMPARISONS = Set.of("=", "!=", "<", "<=", ">", ">=", "in");

  private final Set<Symbol> visited = new HashSet<>();
  private final Map<String, Set<String>> found = new LinkedHashMap<>();

  private QueryFields() {}

  /** The fields of a query, each once. */
  static List<QueryField> of(Symbol query) {
    QueryFields fields = new QueryFields();
    fields.read(query, Optional.of(""));
    return fields.found.entrySet().stream()
        .map(field -> new QueryField(field.getKey(), List.copyOf(field.getValue())))
        .toList();
  }

  /**
   * Reads a part of the query.
   *
   * @param context the path of the value to which the part is applied; empty if it is unknown
   */
  private void read(@Nullable Object part, Optional<String> context) {
    if (part instanceof Symbol symbol && visited.add(symbol)) {
      if (QuerySyntax.type(symbol).equals("path")) {
        readPath(symbol, context).ifPresent(path -> texts(path));
      } else if (QuerySyntax.type(symbol).equals("binary")
          && COMPARISONS.contains(String.valueOf(QuerySyntax.value(symbol)))) {
        readComparison(QuerySyntax.get(symbol, "lhs"), QuerySyntax.get(symbol, "rhs"), context);
      } else {
        QuerySyntax.parts(symbol).forEach(child -> read(child, context));
      }
    } else if (part instanceof Collection<?> parts) {
      parts.forEach(child -> read(child, context));
    } else if (part instanceof Symbol[] pair) {
      Stream.of(pair).forEach(child -> read(child, context));
    }
  }

  private void readComparison(Object left, Object right, Optional<String> context) {
    read(left, context);
    read(right, context);
    addTexts(left, right, context);
    addTexts(right, left, context);
  }

  private void addTexts(Object field, Object text, Optional<String> context) {
    List<String> texts = textsIn(text);
    if (!texts.isEmpty()
        && field instanceof Symbol symbol
        && QuerySyntax.type(symbol).equals("path")) {
      readPath(symbol, context).ifPresent(path -> texts(path).addAll(texts));
    }
  }

  /** The texts with which a field is compared; empty if the field was not read before. */
  private Set<String> texts(String path) {
    return found.computeIfAbsent(path, unused -> new LinkedHashSet<>());
  }

  /** The text that a part of the query is, or the texts in its list. */
  private static List<String> textsIn(Object part) {
    if (!(part instanceof Symbol symbol)) {
      return List.of();
    }
    if (QuerySyntax.type(symbol).equals("string")) {
      return List.of(String.valueOf(QuerySyntax.value(symbol)));
    }
    return QuerySyntax.type(symbol).equals("unary")
            && QuerySyntax.get(symbol, "expressions") instanceof List<?> items
        ? items.stream().flatMap(item -> textsIn(item).stream()).toList()
        : List.of();
  }

  /** The path of a field; empty if it is not a sequence of names. */
  private Optional<String> readPath(Symbol path, Optional<String> context) {
    Optional<String> place = context;
    for (Object item : (List<?>) QuerySyntax.get(path, "steps")) {
      Symbol step = (Symbol) item;
      String value = String.valueOf(QuerySyntax.value(step));
      if (QuerySyntax.type(step).equals("name")) {
        place = place.map(before -> before.isEmpty() ? value : before + "." + value);
      } else if (QuerySyntax.type(step).equals("variable")) {
        place = value.equals("$") ? Optional.of("") : value.isEmpty() ? place : Optional.empty();
      } else {
        read(step, place);
        place = Optional.empty();
      }
      Optional<String> inside = place;
      QuerySyntax.parts(step).forEach(part -> read(part, inside));
    }
    return place.filter(found -> !found.isEmpty());
  }
}

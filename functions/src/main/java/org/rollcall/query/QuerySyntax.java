package org.rollcall.query;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Parser.Symbol;
import com.dashjoin.jsonata.Utils;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The engine's syntax tree of a query. It shows before an evaluation what the query uses. It is
 * read by reflection, because the engine does not publish it. See D-111.
 */
final class QuerySyntax {

  /** Names with this prefix belong to the engine. */
  private static final String RESERVED_PREFIX = "__";

  /** The names of {@code $} and {@code $$}. */
  private static final Set<String> CONTEXT_VARIABLES = Set.of("", "$");

  private static final Set<String> CALLABLE_TYPES = Set.of("variable", "lambda", "regex");

  private static final Pattern DAY_WITH_ZONE =
      Pattern.compile("(\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01]))(?:Z|[+-]\\d{2}:\\d{2})");

  private static final Map<String, VarHandle> QUERY_FIELDS = fields(Jsonata.class);
  private static final Map<String, VarHandle> SYMBOL_FIELDS = fields(Symbol.class);

  private final Symbol root;
  private final Set<Symbol> symbols = new LinkedHashSet<>();
  private final Set<Symbol> callees = new HashSet<>();
  private final Set<Symbol> groupKeys = new HashSet<>();

  /** The names that the query gives to values. */
  private final Set<String> variables = new HashSet<>();

  /**
   * Reads and checks a query. Replaces its regular expressions by functions, and days with a zone,
   * such as {@code '2027-06-30Z'}, by days without.
   *
   * @param functions the names of the available functions
   * @throws QueryException if the query uses a function that is not available, calls a value that
   *     cannot be a function, or has an invalid regular expression
   */
  QuerySyntax(Jsonata query, Set<String> functions, QueryLimits limits) throws QueryException {
    root = (Symbol) requireNonNull(QUERY_FIELDS.get("ast")).get(query);
    collect(root);
    for (Symbol symbol : symbols) {
      read(symbol, limits);
    }
    for (Symbol symbol : symbols) {
      if (type(symbol).equals("variable")) {
        checkName((String) value(symbol), functions);
      }
    }
    // A variable that has no value yet must not stand for a function that is not available.
    variables.removeAll(functions);
    variables.forEach(name -> query.assign(name, null));
  }

  private void collect(@Nullable Object part) {
    if (part instanceof Symbol symbol && symbols.add(symbol)) {
      SYMBOL_FIELDS.values().forEach(field -> collect(field.get(symbol)));
    } else if (part instanceof Collection<?> parts) {
      parts.forEach(this::collect);
    } else if (part instanceof Symbol[] pair) {
      collect(List.of(pair));
    }
  }

  /** The direct parts of a symbol: symbols, and lists of them. */
  static Stream<Object> parts(Symbol symbol) {
    return SYMBOL_FIELDS.values().stream()
        .map(field -> field.get(symbol))
        .filter(
            part ->
                part instanceof Symbol
                    || part instanceof Collection<?>
                    || part instanceof Symbol[]);
  }

  private void read(Symbol symbol, QueryLimits limits) throws QueryException {
    addVariable(symbol.focus);
    addVariable(symbol.index);
    if (symbol.lhsObject != null) {
      symbol.lhsObject.forEach(entry -> groupKeys.add(entry[0]));
    }
    switch (type(symbol)) {
      case "bind" -> addVariable(value((Symbol) get(symbol, "lhs")));
      case "index" -> addVariable(value(symbol));
      case "lambda" -> readLambda(symbol);
      case "function", "partial" -> readCall(symbol);
      case "apply" -> callees.add((Symbol) get(symbol, "rhs"));
      case "string" -> readText(symbol);
      case "regex" ->
          field("value").set(symbol, PatternFunction.of((Pattern) value(symbol), limits));
      default -> {}
    }
  }

  /** Removes the zone of a day, so that it can be compared with the days of a normalised record. */
  private static void readText(Symbol text) {
    if (value(text) instanceof String written) {
      Matcher day = DAY_WITH_ZONE.matcher(written);
      if (day.matches()) {
        field("value").set(text, day.group(1));
      }
    }
  }

  private void addVariable(@Nullable Object name) {
    if (name instanceof String text) {
      variables.add(text);
    }
  }

  private void readLambda(Symbol lambda) throws QueryException {
    if (lambda.signature != null) {
      // The engine matches arguments with signatures by backtracking.
      throw new QueryException(QueryError.FUNCTION_WITH_SIGNATURE);
    }
    ((List<?>) get(lambda, "arguments"))
        .forEach(parameter -> addVariable(value((Symbol) parameter)));
  }

  private void readCall(Symbol call) throws QueryException {
    Symbol callee = (Symbol) get(call, "procedure");
    if (!CALLABLE_TYPES.contains(type(callee))) {
      throw new QueryException(QueryError.NOT_A_FUNCTION_NAME, get(call, "position"));
    }
    callees.add(callee);
  }

  private void checkName(String name, Set<String> functions) throws QueryException {
    boolean isKnown =
        functions.contains(name) || variables.contains(name) || CONTEXT_VARIABLES.contains(name);
    if (!isKnown || name.startsWith(RESERVED_PREFIX)) {
      throw new QueryException(QueryError.FUNCTION_NOT_AVAILABLE, name);
    }
  }

  /** The fields that the query reads. */
  List<QueryField> fields() {
    return QueryFields.of(root);
  }

  /** A text or number that the query uses as a condition; empty if there is none. */
  Optional<String> constantCondition() {
    return QueryConstants.find(root);
  }

  /** Whether the expression is the key of an object or a group. */
  boolean isGroupKey(Symbol expression) {
    return groupKeys.contains(expression);
  }

  /**
   * Checks a value that is called. The engine would print a value that is not a function.
   *
   * @throws JException if the expression is called and its value is not a function
   */
  void checkCallee(Symbol expression, @Nullable Object value) {
    if (value != null
        && callees.contains(expression)
        && !Utils.isFunction(value)
        && !Functions.isLambda(value)) {
      throw new JException("T1006", -1);
    }
  }

  private static Map<String, VarHandle> fields(Class<?> type) {
    return Stream.of(type.getDeclaredFields())
        .filter(field -> !field.isSynthetic())
        .collect(toMap(Field::getName, QuerySyntax::handle));
  }

  private static VarHandle handle(Field field) {
    try {
      return MethodHandles.privateLookupIn(field.getDeclaringClass(), MethodHandles.lookup())
          .unreflectVarHandle(field);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static VarHandle field(String name) {
    return requireNonNull(SYMBOL_FIELDS.get(name));
  }

  static Object get(Symbol symbol, String field) {
    return field(field).get(symbol);
  }

  static Object value(Symbol symbol) {
    return get(symbol, "value");
  }

  static String type(Symbol symbol) {
    return String.valueOf(get(symbol, "type"));
  }
}

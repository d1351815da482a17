package org.rollcall.query;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.EntryCallback;
import com.dashjoin.jsonata.Jsonata.ExitCallback;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A JSONata expression that is evaluated on a JSON value. It has access to that value only. An
 * evaluation takes at most about a million steps and 64 MB; see {@link QueryLimits}. Not
 * thread-safe.
 */
public final class Query {

  /** The maximum length in characters of a query's text. */
  public static final int MAX_LENGTH = 100_000;

  /** The engine doubles the left side of these operators. */
  private static final Pattern DOUBLING_OPERATOR = Pattern.compile("\\?[?:]");

  private static final long MAX_DOUBLED_LENGTH = 10_000_000;

  private final QueryLimits limits = new QueryLimits();
  private final QueryFunctions functions = new QueryFunctions(limits);
  private final Jsonata expression;
  private final List<QueryField> fields;
  private final Optional<String> constantCondition;

  /** Whether the value of the current evaluation has unreadable parts. */
  private boolean hasUnreadable;

  /** The first unreadable value that the evaluation has read. The engine may hide the exception. */
  private Optional<UnreadableOperand> unreadable = Optional.empty();

  private Query(String text) throws QueryException {
    expression = Jsonata.jsonata(text);
    expression.setValidateInput(false);
    functions.bind(expression);
    QuerySyntax syntax = new QuerySyntax(expression, functions.names(), limits);
    fields = syntax.fields();
    constantCondition = syntax.constantCondition();
    EntryCallback entry =
        (step, input, frame) -> {
          limits.enter();
          if (syntax.isGroupKey(step)) {
            limits.addCopy();
          }
        };
    ExitCallback exit =
        (step, input, frame, result) -> {
          syntax.checkCallee(step, result);
          limits.leave(result);
          if (hasUnreadable) {
            checkReadable(result);
          }
        };
    expression.assign("__evaluate_entry", entry);
    expression.assign("__evaluate_exit", exit);
  }

  /**
   * Parses a query of at most {@link #MAX_LENGTH} characters.
   *
   * @throws QueryException if the text is not a valid query, or uses what is not available
   */
  public static Query parse(String text) throws QueryException {
    long doublings = DOUBLING_OPERATOR.matcher(text).results().count();
    if (text.length() > MAX_DOUBLED_LENGTH >> Math.min(doublings, Long.SIZE - 1)) {
      throw new QueryException(QueryError.NOT_JSONATA, "too many operators ?: and ??");
    }
    Optional<String> curlyQuotes = QueryProblem.curlyQuotes(text);
    if (curlyQuotes.isPresent()) {
      throw new QueryException(QueryError.NOT_JSONATA, curlyQuotes.get());
    }
    try {
      return new Query(text);
    } catch (PatternSyntaxException e) {
      throw new QueryException(
          QueryError.INVALID_REGULAR_EXPRESSION, e.getPattern(), e.getDescription());
    } catch (JException e) {
      throw new QueryException(QueryError.NOT_JSONATA, QueryProblem.ofSyntax(text, e));
    } catch (RuntimeException | StackOverflowError e) {
      throw new QueryException(QueryError.NOT_JSONATA, "it cannot be parsed");
    }
  }

  /** The fields that the query reads, as far as its text shows. */
  public List<QueryField> fields() {
    return fields;
  }

  /** A text or number that the query uses as a condition; empty if there is none. */
  public Optional<String> constantCondition() {
    return constantCondition;
  }

  /**
   * Evaluates the query.
   *
   * @param value a JSON object, in which a {@link POJONode} may hold an {@link UnreadableValue}
   * @return the result as a Java type; empty if JSONata returns no value
   * @throws QueryException if the query fails for this value, or exceeds a limit
   * @throws UnreadableValueException if the query reads an {@link UnreadableValue}
   */
  public Optional<Object> evaluate(QueryInput value, QueryTime time) throws QueryException {
    limits.restart();
    functions.setTime(time);
    hasUnreadable = false;
    unreadable = Optional.empty();
    Object input = new InputMap(value, this::javaValue);
    try {
      return Optional.ofNullable(expression.evaluate(input, expression.createFrame()));
    } catch (RuntimeException | StackOverflowError e) {
      if (unreadable.isPresent()) {
        throw unreadable.get().exception();
      }
      if (e instanceof UnreadableValueException) {
        throw e;
      }
      if (limits.isExceeded()) {
        throw new QueryException(QueryError.QUERY_LIMIT_EXCEEDED);
      }
      throw e instanceof JException error
          ? new QueryException(
              QueryError.QUERY_JSONATA_ERROR,
              QueryProblem.ofFailure(String.valueOf(error.getError())),
              String.valueOf(error.getError()))
          : new QueryException(QueryError.QUERY_FAILED);
    }
  }

  /** Ends the evaluation if a step has read an unreadable value. */
  private void checkReadable(@Nullable Object result) {
    if (result instanceof UnreadableOperand value) {
      unreadable = Optional.of(value);
      throw value.exception();
    }
    if (result instanceof List<?> items) {
      items.forEach(this::checkReadable);
    }
  }

  /** The value as the engine's types: maps, lists, texts, numbers and booleans. */
  private @Nullable Object javaValue(JsonNode node) {
    if (node.isObject()) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      node.properties().forEach(field -> map.put(field.getKey(), javaValue(field.getValue())));
      return map;
    }
    if (node.isArray()) {
      List<@Nullable Object> list = new ArrayList<>(node.size());
      node.forEach(item -> list.add(javaValue(item)));
      return list;
    }
    if (node instanceof POJONode marked && marked.getPojo() instanceof UnreadableValue value) {
      hasUnreadable = true;
      return new UnreadableOperand(value);
    }
    if (node.isNumber()) {
      return node.numberValue();
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    return node.isTextual() ? node.textValue() : null;
  }
}

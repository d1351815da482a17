package org.rollcall.query;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.EntryCallback;
import com.dashjoin.jsonata.Jsonata.ExitCallback;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.rollcall.json.Json;

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

  private Query(String text) throws QueryException {
    expression = Jsonata.jsonata(text);
    expression.setValidateInput(false);
    functions.bind(expression);
    QuerySyntax syntax = new QuerySyntax(expression, functions.names(), limits);
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

  /**
   * Evaluates the query.
   *
   * @param now the result of {@code $now()} and {@code $millis()}; by default the current time
   * @return the result as a Java type; empty if JSONata returns no value
   * @throws QueryException if the query fails for this value, or exceeds a limit
   */
  public Optional<Object> evaluate(JsonNode value, Optional<Instant> now) throws QueryException {
    Object input = Json.MAPPER.convertValue(value, Object.class);
    limits.restart();
    functions.setNow(now.orElseGet(Instant::now));
    try {
      return Optional.ofNullable(expression.evaluate(input, expression.createFrame()));
    } catch (RuntimeException | StackOverflowError e) {
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
}

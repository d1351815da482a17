package org.rollcall.query;

import static java.util.Objects.requireNonNull;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import org.rollcall.json.Json;

/**
 * A JSONata expression that is evaluated on a JSON value. It has access to that value only. An
 * evaluation takes at most one second and about 64 MB; see {@link QueryLimits}. Not thread-safe.
 */
public final class Query {

  private final Jsonata expression;
  private final QueryText text;

  private Query(Jsonata expression, QueryText text) {
    this.expression = requireNonNull(expression, "expression is null");
    this.text = requireNonNull(text, "text is null");
  }

  /**
   * Parses a query.
   *
   * @throws InvalidQueryException if the text is not a valid query
   */
  public static Query parse(String text) throws InvalidQueryException {
    QueryText queryText = QueryText.parse(text);
    try {
      Jsonata expression = Jsonata.jsonata(queryText.text());
      expression.setValidateInput(false);
      return new Query(expression, queryText);
    } catch (JException e) {
      throw new InvalidQueryException(QueryError.NOT_JSONATA, String.valueOf(e.getMessage()));
    } catch (RuntimeException | StackOverflowError e) {
      throw new InvalidQueryException(QueryError.NOT_JSONATA, "it cannot be parsed");
    }
  }

  /**
   * Evaluates the query.
   *
   * @param now the result of {@code $now()} and {@code $millis()}; by default the current time
   * @return the result as a Java type; empty if JSONata returns no value
   * @throws QueryFailedException if the query fails for this value, or exceeds a limit
   */
  public Optional<Object> evaluate(JsonNode value, Optional<Instant> now)
      throws QueryFailedException {
    Object input = Json.MAPPER.convertValue(value, Object.class);
    try {
      QueryLimits limits = new QueryLimits(input);
      Jsonata.Frame frame = expression.createFrame();
      limits.observe(frame);
      BoundedFunctions.bind(frame, limits, now);
      for (int i = 0; i < text.patterns().size(); i++) {
        frame.bind(QueryText.variable(i), new PatternFunction(text.patterns().get(i), limits));
      }
      return Optional.ofNullable(expression.evaluate(input, frame));
    } catch (QueryLimitException e) {
      throw new QueryFailedException(QueryError.QUERY_LIMIT_EXCEEDED);
    } catch (JException e) {
      throw new QueryFailedException(QueryError.QUERY_JSONATA_ERROR, String.valueOf(e.getError()));
    } catch (RuntimeException | StackOverflowError e) {
      throw new QueryFailedException(QueryError.QUERY_FAILED);
    }
  }
}

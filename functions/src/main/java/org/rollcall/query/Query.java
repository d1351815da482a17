package org.rollcall.query;

import static java.util.Objects.requireNonNull;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import org.rollcall.json.Json;

/**
 * A question in JSONata to a value in JSON. It sees that value alone, and its answer takes a second
 * and some 64 MB at most. Not safe for use by several threads at once.
 */
public final class Query {

  private final Jsonata expression;
  private final QueryText text;

  private Query(Jsonata expression, QueryText text) {
    this.expression = requireNonNull(expression, "expression is null");
    this.text = requireNonNull(text, "text is null");
  }

  /**
   * Reads a query.
   *
   * @throws InvalidQueryException if it is none
   */
  public static Query of(String text) throws InvalidQueryException {
    QueryText read = QueryText.of(text);
    try {
      Jsonata expression = Jsonata.jsonata(read.text());
      expression.setValidateInput(false);
      return new Query(expression, read);
    } catch (JException e) {
      throw new InvalidQueryException("is not JSONata: " + e.getMessage());
    } catch (RuntimeException | StackOverflowError e) {
      throw new InvalidQueryException("is not JSONata");
    }
  }

  /**
   * Asks the question.
   *
   * @param now what {@code $now()} and {@code $millis()} tell; the present time if there is none
   * @return what it comes to in Java's own types; nothing where JSONata has no value
   * @throws QueryFailedException if it fails on this value, or runs away
   */
  public Optional<Object> ask(JsonNode value, Optional<Instant> now) throws QueryFailedException {
    Object input = Json.MAPPER.convertValue(value, Object.class);
    try {
      QueryLimits bounds = new QueryLimits(input);
      Jsonata.Frame frame = expression.createFrame();
      bounds.watch(frame);
      BoundedFunctions.bind(frame, bounds, now);
      for (int i = 0; i < text.patterns().size(); i++) {
        frame.bind(QueryText.variable(i), new PatternFunction(text.patterns().get(i), bounds));
      }
      return Optional.ofNullable(expression.evaluate(input, frame));
    } catch (QueryLimitException e) {
      throw new QueryFailedException("the query takes too long or too much room on this record");
    } catch (JException e) {
      throw new QueryFailedException(
          "the query fails on this record with JSONata error " + e.getError());
    } catch (RuntimeException | StackOverflowError e) {
      throw new QueryFailedException("the query fails on this record");
    }
  }
}

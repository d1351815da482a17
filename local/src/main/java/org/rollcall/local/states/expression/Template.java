package org.rollcall.local.states.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.rollcall.local.states.data.StateData;

/** A JSON value of a state's definition, which may contain JSONata expressions. */
public sealed interface Template {

  /**
   * Evaluates all expressions.
   *
   * @param field the field of the state, such as {@code Output}, for error messages
   */
  JsonNode evaluate(Bindings bindings, String field) throws EvaluationFailedException;

  /** A JSON value without expressions. */
  record Constant(JsonNode value) implements Template {

    @Override
    public JsonNode evaluate(Bindings bindings, String field) {
      return value;
    }
  }

  /** A single expression. */
  record Computed(Expression expression) implements Template {

    @Override
    public JsonNode evaluate(Bindings bindings, String field) throws EvaluationFailedException {
      return expression.evaluate(bindings, field);
    }
  }

  /** An array that contains expressions. */
  record ArrayTemplate(List<Template> elements) implements Template {

    @Override
    public JsonNode evaluate(Bindings bindings, String field) throws EvaluationFailedException {
      ArrayNode array = StateData.array();
      for (int i = 0; i < elements.size(); i++) {
        array.add(elements.get(i).evaluate(bindings, field + "[" + i + "]"));
      }
      return array;
    }
  }

  /** An object that contains expressions. */
  record ObjectTemplate(Map<String, Template> members) implements Template {

    @Override
    public JsonNode evaluate(Bindings bindings, String field) throws EvaluationFailedException {
      ObjectNode object = StateData.object();
      for (Map.Entry<String, Template> member : members.entrySet()) {
        object.set(
            member.getKey(), member.getValue().evaluate(bindings, field + "/" + member.getKey()));
      }
      return object;
    }
  }

  /** Evaluates all expressions, and requires that the result is an array. */
  default JsonNode evaluateArray(Bindings bindings, String field) throws EvaluationFailedException {
    return requireType("array", evaluate(bindings, field), JsonNode::isArray, field);
  }

  /** Evaluates all expressions, and requires that the result is a string. */
  default String evaluateText(Bindings bindings, String field) throws EvaluationFailedException {
    return requireType("string", evaluate(bindings, field), JsonNode::isTextual, field).textValue();
  }

  /** Evaluates all expressions, and requires that the result is a boolean. */
  default boolean evaluateBoolean(Bindings bindings, String field)
      throws EvaluationFailedException {
    return requireType("boolean", evaluate(bindings, field), JsonNode::isBoolean, field)
        .booleanValue();
  }

  /**
   * Evaluates all expressions, and requires that the result is a whole number.
   *
   * @throws EvaluationFailedException if the evaluation fails, or if the result is not a number in
   *     the range
   */
  default long evaluateInteger(Bindings bindings, String field, IntegerRange range)
      throws EvaluationFailedException {
    JsonNode value = requireType("number", evaluate(bindings, field), JsonNode::isNumber, field);
    if (!range.contains(value)) {
      throw new EvaluationFailedException(
          field,
          "The value of the field '%s' must be %s, but was: %s".formatted(field, range, value));
    }
    return value.longValue();
  }

  private JsonNode requireType(
      String type, JsonNode value, Predicate<JsonNode> hasType, String field)
      throws EvaluationFailedException {
    if (hasType.test(value)) {
      return value;
    }
    if (this instanceof Computed computed) {
      throw computed.expression.unexpectedResult(field, type, value);
    }
    // Values without expressions are checked when the definition is loaded.
    throw new IllegalStateException(field + " is not of the type " + type);
  }
}

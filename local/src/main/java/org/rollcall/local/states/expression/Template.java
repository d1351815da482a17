package org.rollcall.local.states.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.rollcall.local.states.data.StateData;

/** JSON that can contain expressions. */
public sealed interface Template {

  /**
   * Evaluates all expressions.
   *
   * @param field the field of the state, such as {@code Output}
   */
  JsonNode evaluate(Bindings bindings, String field) throws EvaluationFailedException;

  /** JSON without expressions. */
  record Constant(JsonNode value) implements Template {

    @Override
    public JsonNode evaluate(Bindings bindings, String field) {
      return value;
    }
  }

  /** An expression. */
  record Computed(Expression expression) implements Template {

    @Override
    public JsonNode evaluate(Bindings bindings, String field) throws EvaluationFailedException {
      return expression.evaluate(bindings, field);
    }
  }

  /** An array that contains expressions. */
  record Elements(List<Template> elements) implements Template {

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
  record Members(Map<String, Template> members) implements Template {

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

  /** Evaluates to an array. */
  default JsonNode evaluateArray(Bindings bindings, String field) throws EvaluationFailedException {
    return checked("array", evaluate(bindings, field), JsonNode::isArray, field);
  }

  /** Evaluates to text. */
  default String evaluateText(Bindings bindings, String field) throws EvaluationFailedException {
    return checked("string", evaluate(bindings, field), JsonNode::isTextual, field).textValue();
  }

  /** Evaluates to a boolean. */
  default boolean evaluateBoolean(Bindings bindings, String field)
      throws EvaluationFailedException {
    return checked("boolean", evaluate(bindings, field), JsonNode::isBoolean, field).booleanValue();
  }

  /**
   * Evaluates to a whole number.
   *
   * @throws EvaluationFailedException if the evaluation fails, or if the number is not in the range
   */
  default long evaluateInteger(Bindings bindings, String field, IntegerRange range)
      throws EvaluationFailedException {
    JsonNode value = checked("number", evaluate(bindings, field), JsonNode::isNumber, field);
    if (!range.contains(value)) {
      throw new EvaluationFailedException(
          field,
          "The value of the field '%s' must be %s, but was: %s".formatted(field, range, value));
    }
    return value.longValue();
  }

  private JsonNode checked(String type, JsonNode value, Predicate<JsonNode> isValid, String field)
      throws EvaluationFailedException {
    if (isValid.test(value)) {
      return value;
    }
    if (this instanceof Computed computed) {
      throw computed.expression.unexpectedResult(field, type, value);
    }
    throw new IllegalStateException(field + " is not of the type " + type);
  }
}

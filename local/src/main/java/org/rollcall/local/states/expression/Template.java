package org.rollcall.local.states.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.rollcall.local.states.data.StateData;

/** JSON in which some of the texts are expressions. */
public sealed interface Template {

  /**
   * The value that this stands for.
   *
   * @param field where this stands in its state, such as {@code Output}
   */
  JsonNode evaluate(Bindings bindings, String field) throws EvaluationFailedException;

  /** JSON without any expression in it. */
  record Constant(JsonNode value) implements Template {

    @Override
    public JsonNode evaluate(Bindings bindings, String field) {
      return value;
    }
  }

  /** The result of an expression. */
  record Computed(Expression expression) implements Template {

    @Override
    public JsonNode evaluate(Bindings bindings, String field) throws EvaluationFailedException {
      return expression.evaluate(bindings, field);
    }
  }

  /** An array with expressions somewhere in it. */
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

  /** An object with expressions somewhere in it. */
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

  /** The array that this gives. */
  default JsonNode array(Bindings bindings, String field) throws EvaluationFailedException {
    return checked("array", evaluate(bindings, field), JsonNode::isArray, field);
  }

  /** The text that this gives. */
  default String text(Bindings bindings, String field) throws EvaluationFailedException {
    return checked("string", evaluate(bindings, field), JsonNode::isTextual, field).textValue();
  }

  /** The truth that this gives. */
  default boolean truth(Bindings bindings, String field) throws EvaluationFailedException {
    return checked("boolean", evaluate(bindings, field), JsonNode::isBoolean, field).booleanValue();
  }

  /**
   * The whole number that this gives.
   *
   * @throws EvaluationFailedException also for one that is out of the bounds
   */
  default long integer(Bindings bindings, String field, IntegerRange bounds)
      throws EvaluationFailedException {
    JsonNode value = checked("number", evaluate(bindings, field), JsonNode::isNumber, field);
    if (!bounds.contains(value)) {
      throw new EvaluationFailedException(
          field,
          "The value of the field '%s' must be %s, but was: %s".formatted(field, bounds, value));
    }
    return value.longValue();
  }

  private JsonNode checked(String type, JsonNode value, Predicate<JsonNode> is, String field)
      throws EvaluationFailedException {
    if (is.test(value)) {
      return value;
    }
    if (this instanceof Computed computed) {
      throw computed.expression.unexpected(field, type, value);
    }
    throw new IllegalStateException(field + " was loaded though it is no " + type);
  }
}

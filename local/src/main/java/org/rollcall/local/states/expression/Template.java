package org.rollcall.local.states.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A JSON value of a definition in which a text such as {@code {% expression %}} is a JSONata
 * expression.
 */
public final class Template {

  private static final String EXPRESSION_START = "{%";
  private static final String EXPRESSION_END = "%}";

  private final JsonNode json;
  private final Map<String, Expression> expressions;
  private final ValueType type;

  private Template(JsonNode json, Map<String, Expression> expressions, ValueType type) {
    this.json = json;
    this.expressions = expressions;
    this.type = type;
  }

  /**
   * Reads a template.
   *
   * @param path the path of the value in the definition
   * @param type the type of the result
   * @param stateMembers the members of {@code $states} that the expressions can use
   * @throws InvalidDefinitionException if an expression is invalid, or if the value is not an
   *     expression and does not have the type
   */
  public static Template read(
      JsonNode json, String path, ValueType type, Set<String> stateMembers) {
    Map<String, Expression> expressions = new HashMap<>();
    StateData.replaceTexts(
        json,
        path,
        (text, where) -> {
          boolean isExpression = text.startsWith(EXPRESSION_START);
          if (isExpression != text.endsWith(EXPRESSION_END) || text.equals("{%}")) {
            throw new InvalidDefinitionException(
                where, "an expression must begin with {% and end with %}");
          }
          if (isExpression) {
            String expression = text.substring(2, text.length() - 2).strip();
            expressions.put(text, Expression.read(expression, where, stateMembers));
          }
          return TextNode.valueOf(text);
        });
    boolean isComputed = json.isTextual() && !expressions.isEmpty();
    if (!isComputed && !type.contains(json)) {
      throw new InvalidDefinitionException(
          path, "must be " + type.description() + " or an expression");
    }
    return new Template(json, expressions, type);
  }

  /**
   * Evaluates all expressions.
   *
   * @param variables the values that the expressions can use, by name without the dollar sign
   * @param field the field of the state, such as {@code Output}, for error messages
   * @return a value of the type
   */
  public JsonNode evaluate(Map<String, JsonNode> variables, String field)
      throws EvaluationFailedException {
    Map<String, Object> javaVariables = new HashMap<>();
    variables.forEach((name, value) -> javaVariables.put(name, StateData.toJava(value)));
    return StateData.replaceTexts(
        json,
        field,
        (text, path) -> {
          Expression expression = expressions.get(text);
          return expression == null
              ? TextNode.valueOf(text)
              : expression.evaluate(javaVariables, path, json.isTextual() ? type : ValueType.ANY);
        });
  }
}

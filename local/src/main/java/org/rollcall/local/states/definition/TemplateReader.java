package org.rollcall.local.states.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rollcall.local.states.expression.Expression;
import org.rollcall.local.states.expression.ExpressionChecker;
import org.rollcall.local.states.expression.Template;

/**
 * Reads templates: JSON in which text such as {@code {% expression %}} is an expression.
 *
 * @param visible the members of {@code $states} that the expressions can use
 * @param faults receives the faults
 */
record TemplateReader(Set<String> visible, List<DefinitionFault> faults) {

  private static final String EXPRESSION_START = "{%";
  private static final String EXPRESSION_END = "%}";

  /**
   * Reads a template.
   *
   * @param path the path of the value in the definition
   */
  Template read(JsonNode value, String path) {
    if (value.isTextual()) {
      return readText(value, path);
    }
    if (value.isArray()) {
      return readArray(value, path);
    }
    if (value.isObject()) {
      return readObject(value, path);
    }
    return new Template.Constant(value);
  }

  private Template readArray(JsonNode array, String path) {
    List<Template> elements = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      elements.add(read(array.get(i), path + "[" + i + "]"));
    }
    return elements.stream().allMatch(Template.Constant.class::isInstance)
        ? new Template.Constant(array)
        : new Template.ArrayTemplate(List.copyOf(elements));
  }

  private Template readObject(JsonNode object, String path) {
    Map<String, Template> members = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      members.put(member.getKey(), read(member.getValue(), path + "/" + member.getKey()));
    }
    return members.values().stream().allMatch(Template.Constant.class::isInstance)
        ? new Template.Constant(object)
        : new Template.ObjectTemplate(members);
  }

  private Template readText(JsonNode value, String path) {
    String text = value.textValue();
    boolean hasStart = text.startsWith(EXPRESSION_START);
    boolean hasEnd = text.endsWith(EXPRESSION_END);
    if (hasStart != hasEnd || (hasStart && text.length() < 4)) {
      faults.add(new DefinitionFault(path, "an expression must begin with {% and end with %}"));
    } else if (hasStart) {
      String expression = text.substring(2, text.length() - 2).strip();
      ExpressionChecker.check(expression, visible)
          .forEach(message -> faults.add(new DefinitionFault(path, message)));
      try {
        return new Template.Computed(Expression.compile(expression));
      } catch (IllegalArgumentException e) {
        faults.add(new DefinitionFault(path, "is not valid JSONata: " + e.getMessage()));
      }
    }
    return new Template.Constant(value);
  }
}

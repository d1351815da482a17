package org.rollcall.local.states.type;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.rollcall.local.states.data.StateFailedException;
import org.rollcall.local.states.definition.DefinitionFields;
import org.rollcall.local.states.execution.StateExecution;
import org.rollcall.local.states.execution.Transition;
import org.rollcall.local.states.expression.Bindings;
import org.rollcall.local.states.expression.Template;

/**
 * The fields of a definition that end a state: the assigned variables, the output and the next
 * state.
 *
 * @param next the name of the next state; empty if the graph ends
 */
public record NextState(
    Map<String, Template> assign, Optional<Template> output, Optional<String> next) {

  private static final Pattern VARIABLE = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]{0,79}");

  /** Reads fields that must contain either {@code Next} or {@code End}. */
  public static NextState readNextOrEnd(DefinitionFields fields, Set<String> visible) {
    Optional<String> next = fields.optionalText("Next");
    boolean ends =
        fields
            .optional("End")
            .filter(end -> fields.check("End", end, JsonNode::isBoolean, "true or false"))
            .map(JsonNode::booleanValue)
            .orElse(false);
    if (ends == next.isPresent()) {
      fields.addFault("must have either Next or End: true");
    }
    return read(fields, visible, next);
  }

  /** Reads fields that must contain {@code Next}. */
  static NextState readNext(DefinitionFields fields, Set<String> visible) {
    return read(fields, visible, Optional.of(fields.text("Next")));
  }

  /** Reads the transition of a Choice if no rule matches. {@code Default} is optional. */
  static NextState readDefault(DefinitionFields fields) {
    return read(fields, DefinitionFields.ALWAYS, fields.optionalText("Default"));
  }

  private static NextState read(
      DefinitionFields fields, Set<String> visible, Optional<String> next) {
    Map<String, Template> assign = fields.templates("Assign", visible);
    assign
        .keySet()
        .forEach(
            name -> {
              if (!VARIABLE.matcher(name).matches() || name.equals("states")) {
                fields.addFault("Assign/" + name, "is not a valid variable name");
              }
            });
    return new NextState(assign, fields.template("Output", visible), next);
  }

  /**
   * Evaluates the fields.
   *
   * @param defaultOutput the output if there is no field {@code Output}
   * @param prefix the prefix of the field names in errors, such as {@code Choices[0]/}; empty for
   *     the fields of the state itself
   * @throws StateFailedException if an evaluation fails or a value is too large
   */
  public Transition transition(
      StateExecution execution, Bindings bindings, JsonNode defaultOutput, String prefix)
      throws StateFailedException {
    Map<String, JsonNode> assigned = new LinkedHashMap<>();
    for (Map.Entry<String, Template> variable : assign.entrySet()) {
      String field = prefix + "Assign/" + variable.getKey();
      assigned.put(
          variable.getKey(),
          execution.requireWithinLimit(
              execution.evaluate(() -> variable.getValue().evaluate(bindings, field))));
    }
    JsonNode result =
        output.isPresent()
            ? execution.evaluate(() -> output.get().evaluate(bindings, prefix + "Output"))
            : defaultOutput;
    return new Transition(execution.requireWithinLimit(result), assigned, next);
  }
}

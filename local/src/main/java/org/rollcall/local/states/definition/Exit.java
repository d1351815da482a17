package org.rollcall.local.states.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.rollcall.local.states.execution.StateExecution;
import org.rollcall.local.states.execution.StateFailedException;
import org.rollcall.local.states.expression.Template;
import org.rollcall.local.states.expression.ValueType;

/**
 * The fields of a definition that end a state: the assigned variables, the output and the next
 * state.
 *
 * @param next the name of the next state; empty if the graph ends
 */
record Exit(Map<String, Template> assign, Optional<Template> output, Optional<String> next) {

  private static final Pattern VARIABLE =
      Pattern.compile("(?!states$)[\\p{L}_][\\p{L}\\p{N}_]{0,79}");

  /**
   * Reads fields that must contain either {@code Next} or {@code End}.
   *
   * @param stateMembers the members of {@code $states} that expressions can use, besides {@code
   *     input} and {@code context}
   */
  static Exit readNextOrEnd(Fields fields, String... stateMembers) {
    Optional<String> next = fields.optionalText("Next");
    boolean ends =
        fields.optional("End", ValueType.BOOLEAN).map(JsonNode::booleanValue).orElse(false);
    if (ends == next.isPresent()) {
      throw fields.invalid("must have either Next or End: true");
    }
    return read(fields, next, stateMembers);
  }

  /** Reads the fields {@code Assign} and {@code Output}. */
  static Exit read(Fields fields, Optional<String> next, String... stateMembers) {
    Map<String, Template> assign = fields.templates("Assign", stateMembers);
    for (String name : assign.keySet()) {
      if (!VARIABLE.matcher(name).matches()) {
        throw fields.invalid("Assign/" + name, "is not a valid variable name");
      }
    }
    return new Exit(assign, fields.template("Output", ValueType.ANY, stateMembers), next);
  }

  /**
   * Evaluates the fields.
   *
   * @param defaultOutput the output if there is no field {@code Output}
   * @param prefix the prefix of the field names in errors, such as {@code Choices[0]/}; empty for
   *     the fields of the state itself
   * @throws StateFailedException if an evaluation fails or a value is too large
   */
  State.Transition transition(StateExecution execution, JsonNode defaultOutput, String prefix)
      throws StateFailedException {
    Map<String, JsonNode> assigned = new LinkedHashMap<>();
    for (Map.Entry<String, Template> variable : assign.entrySet()) {
      JsonNode value =
          execution.evaluate(variable.getValue(), prefix + "Assign/" + variable.getKey());
      assigned.put(variable.getKey(), execution.requireWithinLimit(value));
    }
    JsonNode result = execution.evaluate(output, prefix + "Output", defaultOutput);
    return new State.Transition(execution.requireWithinLimit(result), assigned, next);
  }
}

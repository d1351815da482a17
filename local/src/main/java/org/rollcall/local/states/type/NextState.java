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

/** A way out of a state: the variables it assigns, the output it gives, and where it leads. */
public record NextState(
    Map<String, Template> assign, Optional<Template> output, Optional<String> next) {

  private static final Pattern VARIABLE = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]{0,79}");

  /** The way out that has a {@code Next} or an {@code End}. */
  public static NextState nextOrEnd(DefinitionFields fields, Set<String> visible) {
    Optional<String> next = fields.optionalText("Next");
    boolean ends =
        fields
            .optional("End")
            .filter(end -> fields.check("End", end, JsonNode::isBoolean, "true or false"))
            .map(JsonNode::booleanValue)
            .orElse(false);
    if (ends == next.isPresent()) {
      fields.fault("must have either Next or End: true");
    }
    return of(fields, visible, next);
  }

  /** The way out that has a {@code Next}. */
  static NextState next(DefinitionFields fields, Set<String> visible) {
    return of(fields, visible, Optional.of(fields.text("Next")));
  }

  /** The way out of a Choice for which no rule holds. */
  static NextState otherwise(DefinitionFields fields) {
    return of(fields, DefinitionFields.ALWAYS, fields.optionalText("Default"));
  }

  private static NextState of(DefinitionFields fields, Set<String> visible, Optional<String> next) {
    Map<String, Template> assign = fields.members("Assign", visible);
    assign
        .keySet()
        .forEach(
            name -> {
              if (!VARIABLE.matcher(name).matches() || name.equals("states")) {
                fields.fault("Assign/" + name, "is no name for a variable");
              }
            });
    return new NextState(assign, fields.template("Output", visible), next);
  }

  /**
   * Leaves the state this way.
   *
   * @param otherwise the output if the definition gives none
   * @param prefix of the fields' places within the state, such as {@code Choices[0]/}; empty for
   *     the state's own
   */
  public Transition leave(
      StateExecution visit, Bindings bindings, JsonNode otherwise, String prefix)
      throws StateFailedException {
    Map<String, JsonNode> assigned = new LinkedHashMap<>();
    for (Map.Entry<String, Template> variable : assign.entrySet()) {
      String field = prefix + "Assign/" + variable.getKey();
      assigned.put(
          variable.getKey(),
          visit.limited(visit.work(() -> variable.getValue().evaluate(bindings, field))));
    }
    JsonNode left =
        output.isPresent()
            ? visit.work(() -> output.get().evaluate(bindings, prefix + "Output"))
            : otherwise;
    return new Transition(visit.limited(left), assigned, next);
  }
}

package org.rollcall.local.states.type;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.rollcall.local.states.data.StateFailedException;
import org.rollcall.local.states.definition.DefinitionFields;
import org.rollcall.local.states.execution.State;
import org.rollcall.local.states.execution.StateExecution;
import org.rollcall.local.states.execution.Transition;
import org.rollcall.local.states.expression.Bindings;
import org.rollcall.local.states.expression.Template;

/** A Choice state: the first rule whose condition is true determines the transition. */
public record ChoiceState(List<Rule> rules, NextState defaultNext) implements State {

  /** A condition and the transition if it is true. */
  record Rule(Template condition, NextState next) {}

  public static ChoiceState read(DefinitionFields fields) {
    List<Rule> rules = new ArrayList<>();
    for (DefinitionFields rule : fields.objects("Choices")) {
      try (rule) {
        rule.template(
                "Condition",
                DefinitionFields.ALWAYS,
                JsonNode::isBoolean,
                "true, false or an expression")
            .ifPresentOrElse(
                condition ->
                    rules.add(
                        new Rule(condition, NextState.readNext(rule, DefinitionFields.ALWAYS))),
                () -> rule.addFault("Condition", "is missing"));
      }
    }
    if (rules.isEmpty()) {
      fields.addFault("Choices", "must contain a rule");
    }
    return new ChoiceState(rules, NextState.readDefault(fields));
  }

  @Override
  public String type() {
    return "Choice";
  }

  @Override
  public Set<String> nextStates() {
    Set<String> targets = new TreeSet<>();
    rules.forEach(rule -> rule.next.next().ifPresent(targets::add));
    defaultNext.next().ifPresent(targets::add);
    return targets;
  }

  @Override
  public Set<String> assignedVariables() {
    Set<String> names = new TreeSet<>(defaultNext.assign().keySet());
    rules.forEach(rule -> names.addAll(rule.next.assign().keySet()));
    return names;
  }

  @Override
  public Transition run(StateExecution execution) throws StateFailedException {
    Bindings bindings = execution.bindings();
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      String prefix = "Choices[" + i + "]/";
      if (execution.evaluate(
          () -> rule.condition.evaluateBoolean(bindings, prefix + "Condition"))) {
        return rule.next.transition(execution, bindings, execution.input(), prefix);
      }
    }
    if (defaultNext.next().isEmpty()) {
      throw execution.error("States.NoChoiceMatched", "No rule matches and there is no Default.");
    }
    return defaultNext.transition(execution, bindings, execution.input(), "");
  }
}

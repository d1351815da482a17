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

/** A fork: the first rule that holds says where to go. */
public record ChoiceState(List<Rule> rules, NextState otherwise) implements State {

  /** A condition, and the way out if it holds. */
  record Rule(Template condition, NextState exit) {}

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
                    rules.add(new Rule(condition, NextState.next(rule, DefinitionFields.ALWAYS))),
                () -> rule.fault("Condition", "is missing"));
      }
    }
    if (rules.isEmpty()) {
      fields.fault("Choices", "must have a rule");
    }
    return new ChoiceState(rules, NextState.otherwise(fields));
  }

  @Override
  public String type() {
    return "Choice";
  }

  @Override
  public Set<String> targets() {
    Set<String> targets = new TreeSet<>();
    rules.forEach(rule -> rule.exit.next().ifPresent(targets::add));
    otherwise.next().ifPresent(targets::add);
    return targets;
  }

  @Override
  public Set<String> assigns() {
    Set<String> names = new TreeSet<>(otherwise.assign().keySet());
    rules.forEach(rule -> names.addAll(rule.exit.assign().keySet()));
    return names;
  }

  @Override
  public Transition run(StateExecution visit) throws StateFailedException {
    Bindings bindings = visit.bindings();
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      String place = "Choices[" + i + "]/";
      if (visit.work(() -> rule.condition.truth(bindings, place + "Condition"))) {
        return rule.exit.leave(visit, bindings, visit.input(), place);
      }
    }
    if (otherwise.next().isEmpty()) {
      throw visit.error("States.NoChoiceMatched", "No rule holds and there is no Default.");
    }
    return otherwise.leave(visit, bindings, visit.input(), "");
  }
}

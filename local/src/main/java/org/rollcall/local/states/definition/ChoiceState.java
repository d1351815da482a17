package org.rollcall.local.states.definition;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollcall.local.states.execution.StateExecution;
import org.rollcall.local.states.execution.StateFailedException;
import org.rollcall.local.states.expression.Template;
import org.rollcall.local.states.expression.ValueType;

/**
 * A Choice state: the first rule whose condition is true determines the transition.
 *
 * @param defaultExit the exit if no rule matches. Without a next state, the state fails
 */
record ChoiceState(List<Rule> rules, Exit defaultExit) implements State {

  /** A condition and the exit if it is true. */
  record Rule(Template condition, Exit exit) {

    static Rule read(Fields fields) {
      return new Rule(
          fields.requiredTemplate("Condition", ValueType.BOOLEAN),
          Exit.read(fields, Optional.of(fields.text("Next"))));
    }
  }

  static ChoiceState read(Fields fields) {
    List<Rule> rules = fields.objects("Choices", Rule::read);
    if (rules.isEmpty()) {
      throw fields.invalid("Choices", "must contain a rule");
    }
    return new ChoiceState(rules, Exit.read(fields, fields.optionalText("Default")));
  }

  @Override
  public List<Exit> exits() {
    return Stream.concat(rules.stream().map(Rule::exit), Stream.of(defaultExit)).toList();
  }

  @Override
  public Transition run(StateExecution execution) throws StateFailedException {
    for (int i = 0; i < rules.size(); i++) {
      String prefix = "Choices[" + i + "]/";
      if (execution.evaluate(rules.get(i).condition, prefix + "Condition").booleanValue()) {
        return rules.get(i).exit.transition(execution, execution.input(), prefix);
      }
    }
    if (defaultExit.next().isEmpty()) {
      throw execution.error("States.NoChoiceMatched", "No rule matches and there is no Default.");
    }
    return defaultExit.transition(execution, execution.input(), "");
  }
}

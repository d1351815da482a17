package org.rollcall.local.states.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollcall.local.states.execution.StateExecution;
import org.rollcall.local.states.execution.StateFailedException;
import org.rollcall.local.states.expression.Template;
import org.rollcall.local.states.expression.ValueType;

/** A validated state of a graph. Each state type is a class that reads its fields and runs. */
interface State {

  /** All ways in which the state can end without an error. */
  List<Exit> exits();

  /**
   * Runs the state.
   *
   * @throws StateFailedException if the state fails and does not catch the error
   * @throws InterruptedException if the execution is stopped
   */
  Transition run(StateExecution execution) throws StateFailedException, InterruptedException;

  /**
   * The end of a state and the way to the next state.
   *
   * @param assignedVariables the new values of variables
   * @param nextState the name of the next state; empty if the graph ends
   */
  record Transition(
      JsonNode output, Map<String, JsonNode> assignedVariables, Optional<String> nextState) {}

  /** A Pass state, which transforms data, or a Succeed state, which ends the graph successfully. */
  record PassState(Exit exit) implements State {

    @Override
    public List<Exit> exits() {
      return List.of(exit);
    }

    @Override
    public Transition run(StateExecution execution) throws StateFailedException {
      return exit.transition(execution, execution.input(), "");
    }
  }

  /** A Fail state: ends the execution with an error. */
  record FailState(Optional<Template> error, Optional<Template> cause) implements State {

    static FailState read(Fields fields) {
      return new FailState(
          fields.template("Error", ValueType.TEXT), fields.template("Cause", ValueType.TEXT));
    }

    @Override
    public List<Exit> exits() {
      return List.of();
    }

    @Override
    public Transition run(StateExecution execution) throws StateFailedException {
      throw new StateFailedException(
          text(execution, error, "Error"), text(execution, cause, "Cause"));
    }

    private static Optional<String> text(
        StateExecution execution, Optional<Template> template, String field)
        throws StateFailedException {
      return Optional.ofNullable(
          execution.evaluate(template, field, NullNode.instance).textValue());
    }
  }

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
}

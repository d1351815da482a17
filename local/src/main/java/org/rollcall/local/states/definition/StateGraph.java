package org.rollcall.local.states.definition;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rollcall.local.states.execution.ExecutionContext;
import org.rollcall.local.states.execution.StateExecution;
import org.rollcall.local.states.execution.StateFailedException;
import org.rollcall.local.states.expression.InvalidDefinitionException;
import org.rollcall.local.states.expression.StateData;
import org.rollcall.local.states.expression.ValueType;

/**
 * The states of a state machine, or of the processor of a Map.
 *
 * @param start the name of the first state
 */
record StateGraph(String start, Map<String, TypedState> states) {

  private static final int MAX_NAME_LENGTH = 80;

  /**
   * A state and its type.
   *
   * @param type as in definitions and events, such as {@code Task}
   */
  record TypedState(String type, State state) {

    private static TypedState read(Fields fields, String inheritedLanguage) {
      if (!readLanguage(fields, inheritedLanguage).equals("JSONata")) {
        throw fields.invalid(
            "QueryLanguage", "must be JSONata in the state or in the state machine");
      }
      String type = fields.text("Type");
      State state =
          switch (type) {
            case "Task" -> TaskState.read(fields);
            case "Choice" -> State.ChoiceState.read(fields);
            case "Map" -> MapState.read(fields, inheritedLanguage);
            case "Pass" -> new State.PassState(Exit.readNextOrEnd(fields));
            case "Succeed" ->
                new State.PassState(
                    new Exit(Map.of(), fields.template("Output", ValueType.ANY), Optional.empty()));
            case "Fail" -> State.FailState.read(fields);
            default -> throw fields.invalid("Type", "is not supported: " + type);
          };
      return new TypedState(type, state);
    }
  }

  /** Reads the field {@code QueryLanguage} of a state or a state machine. */
  static String readLanguage(Fields fields, String defaultLanguage) {
    return fields
        .optional("QueryLanguage", ValueType.oneOf("JSONata", "JSONPath"))
        .map(JsonNode::textValue)
        .orElse(defaultLanguage);
  }

  /**
   * Reads a graph from the fields {@code StartAt} and {@code States}.
   *
   * @param language the query language of states that name none
   */
  static StateGraph read(Fields fields, String language) {
    StateGraph graph =
        new StateGraph(
            fields.text("StartAt"),
            fields.objectsByName("States", state -> TypedState.read(state, language)));
    graph.checkTransitions(fields);
    return graph;
  }

  /** Checks that all next states exist and that all states can be reached. */
  private void checkTransitions(Fields fields) {
    if (!states.containsKey(start)) {
      throw fields.invalid("StartAt", "state does not exist: " + start);
    }
    Set<String> reached = new HashSet<>(Set.of(start));
    Deque<String> open = new ArrayDeque<>(reached);
    while (!open.isEmpty()) {
      String name = open.remove();
      for (Exit exit : typedState(name).state.exits()) {
        String target = exit.next().orElse(name);
        if (!states.containsKey(target)) {
          throw fields.invalid("States/" + name, "next state does not exist: " + target);
        }
        if (reached.add(target)) {
          open.add(target);
        }
      }
    }
    for (String name : states.keySet()) {
      if (!reached.contains(name)) {
        throw fields.invalid("States/" + name, "cannot be reached");
      }
      if (name.isEmpty() || name.length() > MAX_NAME_LENGTH) {
        throw fields.invalid("States/" + name, "must have a name of 1 to 80 characters");
      }
    }
  }

  /**
   * Checks that no inner graph assigns a variable of an outer graph, since it would be a different
   * variable.
   *
   * @param outer the variables of the outer graphs
   * @param path the path of this graph in the definition
   */
  void checkVariables(Set<String> outer, String path) {
    Set<String> names = new HashSet<>(outer);
    states.forEach(
        (name, state) -> {
          for (Exit exit : state.state.exits()) {
            for (String variable : exit.assign().keySet()) {
              if (outer.contains(variable)) {
                throw new InvalidDefinitionException(
                    path + "/States/" + name,
                    "assigns a variable of an outer state graph: " + variable);
              }
              names.add(variable);
            }
          }
        });
    states.forEach(
        (name, state) -> {
          if (state.state instanceof MapState map) {
            map.processor()
                .checkVariables(
                    map.distribution().isPresent() ? Set.of() : names,
                    path + "/States/" + name + "/ItemProcessor");
          }
        });
  }

  private TypedState typedState(String name) {
    return requireNonNull(states.get(name), name);
  }

  /**
   * Runs the graph as an execution, with the events of its start and its end.
   *
   * @return the output
   * @throws StateFailedException if the execution fails
   * @throws InterruptedException if the execution is stopped. The caller adds the event of that
   */
  JsonNode execute(ExecutionContext context, JsonNode input)
      throws StateFailedException, InterruptedException {
    context
        .history()
        .add(
            "ExecutionStarted",
            StateData.object()
                .put("input", input.toString())
                .put("roleArn", context.identity().roleArn()));
    try {
      JsonNode output = run(context, input, Map.of());
      context
          .history()
          .add("ExecutionSucceeded", StateData.object().put("output", output.toString()));
      return output;
    } catch (StateFailedException e) {
      context.history().add("ExecutionFailed", e.details());
      throw e;
    }
  }

  /**
   * Runs states until one of them ends the graph.
   *
   * @param outerVariables the variables of the outer graph
   * @return the output of the last state
   * @throws StateFailedException if a state fails
   * @throws InterruptedException if the execution is stopped
   */
  JsonNode run(ExecutionContext context, JsonNode input, Map<String, JsonNode> outerVariables)
      throws StateFailedException, InterruptedException {
    JsonNode data = input;
    Map<String, JsonNode> variables = outerVariables;
    Optional<String> next = Optional.of(start);
    while (next.isPresent()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      String name = next.get();
      TypedState current = typedState(name);
      State.Transition transition =
          current.state.run(StateExecution.enter(context, current.type, name, data, variables));
      context.history().add(current.type + "StateExited", exitedDetails(name, transition));
      data = transition.output();
      variables = new LinkedHashMap<>(variables);
      variables.putAll(transition.assignedVariables());
      next = transition.nextState();
    }
    return data;
  }

  private static ObjectNode exitedDetails(String name, State.Transition transition) {
    ObjectNode details =
        StateData.object().put("name", name).put("output", transition.output().toString());
    transition
        .assignedVariables()
        .forEach(
            (variable, value) ->
                details.withObjectProperty("assignedVariables").put(variable, value.toString()));
    return details;
  }
}

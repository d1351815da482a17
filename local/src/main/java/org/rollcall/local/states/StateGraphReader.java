package org.rollcall.local.states;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rollcall.local.states.definition.DefinitionFields;
import org.rollcall.local.states.execution.State;
import org.rollcall.local.states.execution.StateGraph;
import org.rollcall.local.states.map.MapState;
import org.rollcall.local.states.type.ChoiceState;
import org.rollcall.local.states.type.FailState;
import org.rollcall.local.states.type.PassState;
import org.rollcall.local.states.type.SucceedState;
import org.rollcall.local.states.type.TaskState;

/** Reads the states of a definition, and checks their transitions and variables. */
final class StateGraphReader {

  private static final List<String> LANGUAGES = List.of("JSONata", "JSONPath");
  private static final int MAX_NAME_LENGTH = 80;

  private StateGraphReader() {}

  static StateGraph readStateMachine(DefinitionFields fields) {
    try (fields) {
      fields.choice("Version", List.of("1.0"), "1.0");
      StateGraph graph = readGraph(fields, fields.choice("QueryLanguage", LANGUAGES, "JSONPath"));
      checkVariables(graph, Set.of(), fields, "");
      return graph;
    }
  }

  /** Reads a graph from the fields {@code StartAt} and {@code States}. */
  private static StateGraph readGraph(DefinitionFields fields, String language) {
    String start = fields.text("StartAt");
    Map<String, State> states = new LinkedHashMap<>();
    DefinitionFields all = fields.requiredObject("States");
    for (String name : all.fieldNames()) {
      all.object(name)
          .flatMap(state -> readState(state, language))
          .ifPresent(state -> states.put(name, state));
      if (name.isEmpty() || name.length() > MAX_NAME_LENGTH) {
        all.addFault(name, "must have a name of 1 to 80 characters");
      }
    }
    checkTransitions(start, states, all, fields);
    return new StateGraph(start, states);
  }

  private static Optional<State> readState(DefinitionFields fields, String inheritedLanguage) {
    try (fields) {
      String language = fields.choice("QueryLanguage", LANGUAGES, inheritedLanguage);
      if (!language.equals("JSONata")) {
        fields.addFault("QueryLanguage", "must be JSONata in the state or in the state machine");
      }
      String type = fields.text("Type");
      return switch (type) {
        case "Task" -> Optional.of(TaskState.read(fields));
        case "Choice" -> Optional.of(ChoiceState.read(fields));
        case "Map" ->
            Optional.of(
                MapState.read(fields, processor -> readGraph(processor, inheritedLanguage)));
        case "Pass" -> Optional.of(PassState.read(fields));
        case "Succeed" -> Optional.of(SucceedState.read(fields));
        case "Fail" -> Optional.of(FailState.read(fields));
        default -> {
          fields.addFault("Type", "is not supported: " + type);
          fields.ignoreRemaining();
          yield Optional.empty();
        }
      };
    }
  }

  /** Checks that all next states exist and that all states can be reached. */
  private static void checkTransitions(
      String start, Map<String, State> states, DefinitionFields all, DefinitionFields fields) {
    Set<String> names = Set.copyOf(all.fieldNames());
    if (!names.contains(start)) {
      fields.addFault("StartAt", "state does not exist: " + start);
      return;
    }
    Set<String> reached = new HashSet<>(Set.of(start));
    Deque<String> open = new ArrayDeque<>(reached);
    while (!open.isEmpty()) {
      String name = open.remove();
      State state = states.get(name);
      if (state == null) {
        // An invalid state has been reported already. Its transitions are unknown.
        return;
      }
      for (String target : state.nextStates()) {
        if (!names.contains(target)) {
          all.addFault(name, "next state does not exist: " + target);
        } else if (reached.add(target)) {
          open.add(target);
        }
      }
    }
    all.fieldNames().stream()
        .filter(name -> !reached.contains(name))
        .forEach(name -> all.addFault(name, "cannot be reached"));
  }

  /**
   * Checks that an inner graph does not assign a variable of an outer graph, since it would be a
   * different variable.
   *
   * @param prefix the path of the graph; empty, or ends with a slash
   */
  private static void checkVariables(
      StateGraph graph, Set<String> outer, DefinitionFields fields, String prefix) {
    Set<String> names = new HashSet<>(outer);
    graph.states().values().forEach(state -> names.addAll(state.assignedVariables()));
    for (Map.Entry<String, State> entry : graph.states().entrySet()) {
      String path = prefix + "States/" + entry.getKey();
      entry.getValue().assignedVariables().stream()
          .filter(outer::contains)
          .forEach(
              name -> fields.addFault(path, "assigns a variable of an outer state graph: " + name));
      if (entry.getValue() instanceof MapState map) {
        Set<String> seen = map.isDistributed() ? Set.of() : names;
        checkVariables(map.processor(), seen, fields, path + "/ItemProcessor/");
      }
    }
  }
}

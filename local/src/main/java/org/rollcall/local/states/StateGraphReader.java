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

/** Reads flows out of definitions, and checks that they hang together. */
final class StateGraphReader {

  private static final List<String> LANGUAGES = List.of("JSONata", "JSONPath");
  private static final int LONGEST_NAME = 80;

  private StateGraphReader() {}

  static StateGraph stateMachine(DefinitionFields fields) {
    try (fields) {
      fields.choice("Version", List.of("1.0"), "1.0");
      StateGraph flow = flow(fields, fields.choice("QueryLanguage", LANGUAGES, "JSONPath"));
      checkVariables(flow, Set.of(), fields, "");
      return flow;
    }
  }

  /** The flow whose {@code StartAt} and {@code States} are among the fields. */
  static StateGraph flow(DefinitionFields fields, String language) {
    String start = fields.text("StartAt");
    Map<String, State> states = new LinkedHashMap<>();
    DefinitionFields all = fields.requiredObject("States");
    for (String name : all.names()) {
      all.object(name)
          .flatMap(state -> state(state, language))
          .ifPresent(state -> states.put(name, state));
      if (name.isEmpty() || name.length() > LONGEST_NAME) {
        all.fault(name, "must have a name of 1 to 80 characters");
      }
    }
    checkTransitions(start, states, all, fields);
    return new StateGraph(start, states);
  }

  private static Optional<State> state(DefinitionFields fields, String inherited) {
    try (fields) {
      String language = fields.choice("QueryLanguage", LANGUAGES, inherited);
      if (!language.equals("JSONata")) {
        fields.fault("QueryLanguage", "must be JSONata, here or for the whole state machine");
      }
      String type = fields.text("Type");
      return switch (type) {
        case "Task" -> Optional.of(TaskState.read(fields));
        case "Choice" -> Optional.of(ChoiceState.read(fields));
        case "Map" -> Optional.of(MapState.read(fields, processor -> flow(processor, inherited)));
        case "Pass" -> Optional.of(PassState.read(fields));
        case "Succeed" -> Optional.of(SucceedState.read(fields));
        case "Fail" -> Optional.of(FailState.read(fields));
        default -> {
          fields.fault("Type", "is not supported: " + type);
          fields.leaveRest();
          yield Optional.empty();
        }
      };
    }
  }

  /** Every target must exist, and every state must be one that can be reached. */
  private static void checkTransitions(
      String start, Map<String, State> states, DefinitionFields all, DefinitionFields fields) {
    Set<String> names = Set.copyOf(all.names());
    if (!names.contains(start)) {
      fields.fault("StartAt", "names no state: " + start);
      return;
    }
    Set<String> reached = new HashSet<>(Set.of(start));
    Deque<String> open = new ArrayDeque<>(reached);
    while (!open.isEmpty()) {
      String name = open.remove();
      State state = states.get(name);
      if (state == null) {
        // A state that could not be read has its faults already; where it leads nobody knows.
        return;
      }
      for (String target : state.targets()) {
        if (!names.contains(target)) {
          all.fault(name, "leads to a state that does not exist: " + target);
        } else if (reached.add(target)) {
          open.add(target);
        }
      }
    }
    all.names().stream()
        .filter(name -> !reached.contains(name))
        .forEach(name -> all.fault(name, "cannot be reached"));
  }

  /**
   * A variable of an outer flow must not be assigned in an inner one, where it would be another
   * variable.
   *
   * @param place of the flow among the fields; empty, or with a slash at its end
   */
  private static void checkVariables(
      StateGraph flow, Set<String> outer, DefinitionFields fields, String place) {
    Set<String> names = new HashSet<>(outer);
    flow.states().values().forEach(state -> names.addAll(state.assigns()));
    for (Map.Entry<String, State> entry : flow.states().entrySet()) {
      String path = place + "States/" + entry.getKey();
      entry.getValue().assigns().stream()
          .filter(outer::contains)
          .forEach(name -> fields.fault(path, "assigns a variable of an outer flow: " + name));
      if (entry.getValue() instanceof MapState map) {
        Set<String> seen = map.isDistributed() ? Set.of() : names;
        checkVariables(map.processor(), seen, fields, path + "/ItemProcessor/");
      }
    }
  }
}

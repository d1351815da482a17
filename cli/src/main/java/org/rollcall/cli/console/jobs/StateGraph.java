package org.rollcall.cli.console.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.rollcall.json.Json;

/**
 * The states of a state machine and what can follow each, from its definition in the Amazon States
 * Language.
 *
 * @param start the first state
 * @param states the states by name, in the order of the definition
 */
record StateGraph(String start, Map<String, State> states) {

  private static final String DEFINITION = "statemachine/update-notify-users.asl.json";

  /**
   * A state.
   *
   * @param type such as {@code Task}
   * @param next what can follow, the usual one first
   * @param error the error of a {@code Fail} state
   * @param children the states of a {@code Map} state
   */
  record State(
      String name,
      String type,
      List<String> next,
      Optional<String> error,
      Optional<StateGraph> children) {

    State {
      next = List.copyOf(next);
    }
  }

  /**
   * The state machine of jobs.
   *
   * @param home the repository's root folder
   */
  static StateGraph ofJobs(Path home) {
    try {
      return parse(Json.MAPPER.readTree(home.resolve(DEFINITION).toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static StateGraph parse(JsonNode definition) {
    Map<String, State> states = new LinkedHashMap<>();
    definition
        .path("States")
        .properties()
        .forEach(entry -> states.put(entry.getKey(), state(entry.getKey(), entry.getValue())));
    return new StateGraph(definition.path("StartAt").asText(), states);
  }

  private static State state(String name, JsonNode definition) {
    Set<String> next = new LinkedHashSet<>();
    Stream.of(
            Stream.of(definition.path("Next")),
            definition.path("Choices").valueStream().map(choice -> choice.path("Next")),
            Stream.of(definition.path("Default")),
            definition.path("Catch").valueStream().map(caught -> caught.path("Next")))
        .flatMap(found -> found)
        .filter(JsonNode::isTextual)
        .forEach(found -> next.add(found.asText()));
    JsonNode children = definition.path("ItemProcessor");
    return new State(
        name,
        definition.path("Type").asText(),
        List.copyOf(next),
        Optional.of(definition.path("Error").asText()).filter(error -> !error.isEmpty()),
        children.isMissingNode() ? Optional.empty() : Optional.of(parse(children)));
  }

  State state(String name) {
    return Optional.ofNullable(states.get(name)).orElseThrow();
  }

  /** The first state with children. */
  Optional<State> map() {
    return states.values().stream().filter(state -> state.children().isPresent()).findFirst();
  }

  /** The states of the usual way from the start to the end. */
  List<String> usualPath() {
    Set<String> path = new LinkedHashSet<>();
    for (String name = start; path.add(name); ) {
      List<String> next = state(name).next();
      if (next.isEmpty()) {
        break;
      }
      name = next.get(0);
    }
    return List.copyOf(path);
  }

  /** The states of the shortest way from the start to a state. */
  List<String> pathTo(String target) {
    Map<String, String> before = new HashMap<>();
    Deque<String> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      String name = open.remove();
      for (String next : state(name).next()) {
        if (!next.equals(start) && before.putIfAbsent(next, name) == null) {
          open.add(next);
        }
      }
    }
    Deque<String> path = new ArrayDeque<>();
    for (String name = target; name != null; name = before.get(name)) {
      path.addFirst(name);
    }
    return List.copyOf(path);
  }

  /**
   * The states in layers: each is below all that it can follow. In a layer, the states of the usual
   * way come first.
   */
  List<List<String>> layers() {
    Map<String, Integer> depths = new LinkedHashMap<>();
    depths.put(start, 0);
    // A definition with n states has at most n layers. Loops do not make more.
    for (int round = 0; round < states.size(); round++) {
      for (State state : states.values()) {
        Integer depth = depths.get(state.name());
        if (depth != null && depth < states.size()) {
          state.next().forEach(next -> depths.merge(next, depth + 1, Math::max));
        }
      }
    }
    List<List<String>> layers = new ArrayList<>();
    List<String> usual = usualPath();
    Stream.concat(usual.stream(), states.keySet().stream())
        .distinct()
        .filter(depths::containsKey)
        .forEach(
            name -> {
              int depth = Math.min(depths.getOrDefault(name, 0), states.size() - 1);
              while (layers.size() <= depth) {
                layers.add(new ArrayList<>());
              }
              layers.get(depth).add(name);
            });
    layers.removeIf(List::isEmpty);
    return layers;
  }
}

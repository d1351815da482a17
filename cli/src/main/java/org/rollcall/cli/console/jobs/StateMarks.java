package org.rollcall.cli.console.jobs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far an execution has come in its state machine. It is found from the execution's status and
 * its map run, which the commands may read too; the history needs another right.
 *
 * @param marks {@code done}, {@code current} or {@code failed}, by state
 * @param counts a short text, by state
 * @param sentence what is happening, in words
 */
record StateMarks(Map<String, String> marks, Map<String, String> counts, String sentence) {

  static final String DONE = "done";
  static final String CURRENT = "current";
  static final String FAILED = "failed";

  StateMarks {
    marks = Map.copyOf(marks);
    counts = Map.copyOf(counts);
  }

  /** The marks of an execution. */
  static StateMarks of(StateGraph graph, ExecutionState execution, ChunkCounts chunks) {
    Map<String, String> marks = new HashMap<>();
    String sentence;
    if (execution.isSucceeded()) {
      graph.usualPath().forEach(name -> marks.put(name, DONE));
      sentence = "The execution has ended.";
    } else {
      String at = current(graph, execution, chunks);
      graph.pathTo(at).forEach(name -> marks.put(name, DONE));
      marks.put(at, execution.isRunning() ? CURRENT : FAILED);
      String what =
          execution.isRunning()
              ? "Now"
              : execution.isStopped() ? "The execution was stopped at" : "The execution ended at";
      sentence = what + ": " + at + ".";
    }
    return new StateMarks(marks, counts(graph, chunks, marks), sentence);
  }

  private static String current(StateGraph graph, ExecutionState execution, ChunkCounts chunks) {
    Optional<String> failure =
        graph.states().values().stream()
            .filter(state -> state.error().isPresent() && state.error().equals(execution.error()))
            .map(StateGraph.State::name)
            .findFirst();
    if (failure.isPresent()) {
      return failure.get();
    }
    Optional<StateGraph.State> map = graph.map();
    if (chunks.total() == 0 || map.isEmpty()) {
      return graph.start();
    }
    boolean isStoppedInMap = execution.isStopped() && chunks.ended() < chunks.total();
    return chunks.isRunning() || isStoppedInMap ? map.get().name() : map.get().next().get(0);
  }

  /** The chunks at the map state, and at the first and the second task in it. */
  private static Map<String, String> counts(
      StateGraph graph, ChunkCounts chunks, Map<String, String> marks) {
    Map<String, String> counts = new HashMap<>();
    if (chunks.total() == 0 || graph.map().isEmpty()) {
      return counts;
    }
    StateGraph.State map = graph.map().get();
    counts.put(map.name(), chunks.ended() + " of " + chunks.total() + " chunks ended");
    StateGraph children = map.children().orElseThrow();
    List<String> tasks =
        children.states().values().stream()
            .filter(state -> state.type().equals("Task"))
            .map(StateGraph.State::name)
            .toList();
    List<Integer> done = List.of(chunks.updated(), chunks.notified());
    for (int i = 0; i < Math.min(tasks.size(), done.size()); i++) {
      counts.put(tasks.get(i), chunks(done.get(i)));
      if (done.get(i) > 0) {
        marks.put(tasks.get(i), chunks.isRunning() ? CURRENT : DONE);
      }
    }
    if (chunks.isRunning() && !tasks.isEmpty()) {
      marks.put(tasks.get(0), CURRENT);
    }
    if (chunks.ended() > chunks.failed()) {
      children.states().keySet().stream()
          .filter(name -> !tasks.contains(name))
          .forEach(name -> marks.put(name, DONE));
    }
    return counts;
  }

  private static String chunks(int count) {
    return count + (count == 1 ? " chunk done" : " chunks done");
  }
}

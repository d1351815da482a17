package org.rollcall.local.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.rollcall.local.endpoint.ServiceException;
import org.rollcall.local.states.data.StateData;
import org.rollcall.local.states.data.StateFailedException;
import org.rollcall.local.states.data.Timestamps;
import org.rollcall.local.states.services.Time;

/**
 * All executions there are: those that run in this process, and those of which there is only the
 * folder.
 */
final class Executions {

  private final ExecutionFolder folder;
  private final Time time;
  private final Map<String, RunningExecution> live = new ConcurrentHashMap<>();
  private boolean ending;

  Executions(ExecutionFolder folder, Time time) {
    this.folder = folder;
    this.time = time;
  }

  ExecutionFolder folder() {
    return folder;
  }

  /**
   * Starts an execution. To start one again that runs already, with the same input, does nothing.
   *
   * @throws ServiceException if there is another one of that name, or if no more are started
   */
  synchronized ObjectNode start(String name, JsonNode input, Supplier<RunningExecution> execution)
      throws ServiceException {
    Optional<ObjectNode> earlier = find(name);
    if (earlier.isPresent()) {
      if (isRunning(earlier.get()) && sameInput(earlier.get(), input)) {
        return earlier.get();
      }
      throw new ServiceException(
          "ExecutionAlreadyExists",
          "Execution Already Exists: '" + earlier.get().path("executionArn").textValue() + "'");
    }
    if (ending) {
      throw new ServiceException(
          "StateMachineDeleting", "The local stack is ending, and starts no more jobs.");
    }
    RunningExecution started = execution.get();
    live.values().removeIf(one -> !isRunning(one.describe()));
    live.put(name, started);
    started.start();
    return started.describe();
  }

  /** Starts none from now on; those that run go on. */
  synchronized void startNoMore() {
    ending = true;
  }

  private static boolean sameInput(ObjectNode earlier, JsonNode input) {
    try {
      return StateData.parse(earlier.path("input").textValue()).equals(input);
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /** Stops an execution, if it runs. */
  void stop(String name, StateFailedException reason) {
    RunningExecution running = live.get(name);
    if (running != null) {
      try {
        running.stop(reason);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  List<ObjectNode> all() {
    List<ObjectNode> all = new ArrayList<>();
    folder.names().forEach(name -> find(name).ifPresent(all::add));
    return all;
  }

  /** A map run, as it stands now. */
  Optional<ObjectNode> mapRun(String arn) {
    for (RunningExecution execution : live.values()) {
      Optional<ObjectNode> run = execution.mapRun(arn);
      if (run.isPresent()) {
        return run;
      }
    }
    return all().stream().flatMap(execution -> mapRun(execution, arn).stream()).findFirst();
  }

  private static Optional<ObjectNode> mapRun(ObjectNode execution, String arn) {
    for (JsonNode run : execution.path("mapRuns")) {
      if (arn.equals(run.path("mapRunArn").textValue())) {
        return Optional.of((ObjectNode) run);
      }
    }
    return Optional.empty();
  }

  /** What is known of an execution, map runs included. */
  Optional<ObjectNode> find(String name) {
    RunningExecution running = live.get(name);
    return running != null
        ? Optional.of(running.describe())
        : folder
            .read(name)
            .map(execution -> isRunning(execution) ? orphan(name, execution) : execution);
  }

  private static boolean isRunning(ObjectNode execution) {
    return execution.path("status").asText().equals("RUNNING");
  }

  /** An execution that says it runs, but is no one's: its process ended first. */
  private ObjectNode orphan(String name, ObjectNode execution) {
    var end = Timestamps.seconds(folder.lastSign(name, time.now()));
    for (JsonNode run : execution.path("mapRuns")) {
      if (isRunning((ObjectNode) run)) {
        ((ObjectNode) run).put("status", "ABORTED").put("stopDate", end);
      }
    }
    execution
        .put("status", "ABORTED")
        .put("stopDate", end)
        .put("error", "States.Runtime")
        .put("cause", "The process that ran this execution ended before the execution did.");
    folder.write(name, execution);
    return execution;
  }
}

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

/** All executions: those of this process, and those of earlier processes in the folder. */
final class Executions {

  private final ExecutionFolder folder;
  private final Time time;
  private final Map<String, RunningExecution> running = new ConcurrentHashMap<>();
  private boolean refusesNew;

  Executions(ExecutionFolder folder, Time time) {
    this.folder = folder;
    this.time = time;
  }

  ExecutionFolder folder() {
    return folder;
  }

  /**
   * Starts an execution. If an execution with the same name and input is running, returns it.
   *
   * @throws ServiceException if there is another execution with this name, or if new executions are
   *     refused
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
    if (refusesNew) {
      throw new ServiceException(
          "StateMachineDeleting", "The local stack is stopping and starts no new jobs.");
    }
    RunningExecution started = execution.get();
    running.values().removeIf(other -> !isRunning(other.describe()));
    running.put(name, started);
    started.start();
    return started.describe();
  }

  /** Refuses new executions. Running executions continue. */
  synchronized void refuseNewExecutions() {
    refusesNew = true;
  }

  private static boolean sameInput(ObjectNode earlier, JsonNode input) {
    try {
      return StateData.parse(earlier.path("input").textValue()).equals(input);
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /** Stops an execution if it is running. */
  void stop(String name, StateFailedException reason) {
    RunningExecution execution = running.get(name);
    if (execution != null) {
      try {
        execution.stop(reason);
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

  /** The current state of a map run. */
  Optional<ObjectNode> mapRun(String arn) {
    for (RunningExecution execution : running.values()) {
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

  /** The current state of an execution, including its map runs. */
  Optional<ObjectNode> find(String name) {
    RunningExecution execution = running.get(name);
    return execution != null
        ? Optional.of(execution.describe())
        : folder.read(name).map(stored -> isRunning(stored) ? abortOrphan(name, stored) : stored);
  }

  private static boolean isRunning(ObjectNode execution) {
    return execution.path("status").asText().equals("RUNNING");
  }

  /** Marks an execution as aborted whose process ended before it. */
  private ObjectNode abortOrphan(String name, ObjectNode execution) {
    var end = Timestamps.seconds(folder.lastEventTime(name, time.now()));
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

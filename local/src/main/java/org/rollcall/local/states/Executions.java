package org.rollcall.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.rollcall.local.endpoint.ServiceException;
import org.rollcall.local.states.execution.StateFailedException;
import org.rollcall.local.states.execution.Time;
import org.rollcall.local.states.expression.StateData;

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
   * @throws org.rollcall.local.stack.DataFolderException if the execution cannot be written. It
   *     does not exist then
   */
  synchronized ObjectNode start(RunningExecution execution) throws ServiceException {
    RunningExecution earlier = running.get(execution.name());
    if (earlier != null
        && isRunning(earlier.describe())
        && earlier.input().equals(execution.input())) {
      return earlier.describe();
    }
    if (find(execution.name()).isPresent()) {
      String arn = execution.describe().path("executionArn").textValue();
      throw new ServiceException(
          "ExecutionAlreadyExists", "Execution Already Exists: '" + arn + "'");
    }
    if (refusesNew) {
      throw new ServiceException(
          "StateMachineDeleting", "The local stack is stopping and starts no new jobs.");
    }
    running.values().removeIf(other -> !isRunning(other.describe()));
    execution.save();
    running.put(execution.name(), execution);
    execution.start();
    return execution.describe();
  }

  /** Refuses new executions. Running executions continue. */
  synchronized void refuseNewExecutions() {
    refusesNew = true;
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
    return folder.names().stream().flatMap(name -> find(name).stream()).toList();
  }

  /** The current state of a map run. */
  Optional<ObjectNode> mapRun(String arn) {
    // Stored executions are only read if no running execution has the map run.
    return Stream.concat(running.keySet().stream(), folder.names().stream())
        .flatMap(name -> find(name).stream())
        .flatMap(execution -> execution.path("mapRuns").valueStream())
        .filter(run -> arn.equals(run.path("mapRunArn").textValue()))
        .map(ObjectNode.class::cast)
        .findFirst();
  }

  /** The current state of an execution, including its map runs. */
  synchronized Optional<ObjectNode> find(String name) {
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
    var end = StateData.seconds(folder.lastEventTime(name, time.now()));
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
    folder.tryWrite(name, execution);
    return execution;
  }
}

package org.rollcall.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.rollcall.local.states.data.StateData;
import org.rollcall.local.states.data.StateFailedException;
import org.rollcall.local.states.data.Timestamps;
import org.rollcall.local.states.execution.Execution;
import org.rollcall.local.states.execution.ExecutionContext;
import org.rollcall.local.states.execution.StateMachineIdentity;
import org.rollcall.local.states.history.History;
import org.rollcall.local.states.history.HistoryEvent;
import org.rollcall.local.states.history.HistoryFile;
import org.rollcall.local.states.history.MapRun;
import org.rollcall.local.states.services.ExecutionServices;

/** An execution of this process, with its thread and its current state. */
final class RunningExecution {

  private final StateMachine machine;
  private final StateMachineIdentity identity;
  private final ExecutionServices services;
  private final ExecutionFolder folder;
  private final String name;
  private final JsonNode input;
  private final ObjectNode description;
  private final List<MapRun> mapRuns = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private StateFailedException stopReason =
      new StateFailedException(Optional.empty(), Optional.empty());

  /**
   * Creates an execution that has not started.
   *
   * @param inputText the original text of the input, for descriptions
   */
  RunningExecution(
      StateMachine machine,
      StateMachineIdentity identity,
      ExecutionServices services,
      ExecutionFolder folder,
      String name,
      JsonNode input,
      String inputText) {
    this.machine = machine;
    this.identity = identity;
    this.services = services;
    this.folder = folder;
    this.name = name;
    this.input = input;
    description =
        StateData.object()
            .put("executionArn", identity.executionArn(name))
            .put("stateMachineArn", identity.stateMachineArn())
            .put("name", name)
            .put("status", "RUNNING")
            .put("startDate", Timestamps.seconds(services.time().now()))
            .put("input", inputText);
    description.putObject("inputDetails").put("included", true);
    thread = new Thread(this::run, "execution " + name);
    thread.setDaemon(true);
  }

  /** Writes the description and starts the thread. */
  void start() {
    save();
    thread.start();
  }

  /** The current state, including map runs. */
  synchronized ObjectNode describe() {
    ObjectNode now = description.deepCopy();
    ArrayNode runs = now.putArray("mapRuns");
    mapRuns.forEach(run -> runs.add(run.describe()));
    return now;
  }

  /** The current state of a map run of this execution. */
  Optional<ObjectNode> mapRun(String arn) {
    return mapRuns.stream().filter(run -> run.arn().equals(arn)).findFirst().map(MapRun::describe);
  }

  /**
   * Stops the execution and waits for its end. Running functions continue. See D-020.
   *
   * @param reason the error and the cause of the stop request
   */
  void stop(StateFailedException reason) throws InterruptedException {
    synchronized (this) {
      stopReason = reason;
    }
    thread.interrupt();
    thread.join();
  }

  private void run() {
    try (HistoryFile file = new HistoryFile(folder.history(name), services.time())) {
      History history =
          file.history(
              run -> {
                mapRuns.add(run);
                save();
              });
      ExecutionContext context =
          ExecutionContext.of(
              services, identity, identity.executionArn(name), name, input, history);
      try {
        JsonNode output = Execution.run(machine.graph(), context, input);
        end("SUCCEEDED", StateData.object().put("output", StateData.text(output)));
      } catch (StateFailedException error) {
        end("FAILED", HistoryEvent.errorDetails(error));
      } catch (InterruptedException e) {
        ObjectNode reason = stopDetails();
        context
            .recorder()
            .add(
                new HistoryEvent(
                    "ExecutionAborted", "executionAbortedEventDetails", reason.deepCopy()));
        end("ABORTED", reason);
      }
    } catch (RuntimeException | Error error) {
      end(
          "FAILED",
          StateData.object()
              .put("error", "States.Runtime")
              .put("cause", "Internal error of the interpreter: " + error));
    }
  }

  private synchronized ObjectNode stopDetails() {
    return HistoryEvent.errorDetails(stopReason);
  }

  /** Records the end. The end is visible only after it is written to the folder. */
  private synchronized void end(String status, ObjectNode result) {
    description.put("status", status).put("stopDate", Timestamps.seconds(services.time().now()));
    description.setAll(result);
    if (result.has("output")) {
      description.putObject("outputDetails").put("included", true);
    }
    save();
  }

  private synchronized void save() {
    folder.write(name, describe());
  }
}

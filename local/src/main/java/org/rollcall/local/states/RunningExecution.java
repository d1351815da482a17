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

/** An execution of this process: the thread that it runs on, and what is to be said of it. */
final class RunningExecution {

  private final StateMachine machine;
  private final StateMachineIdentity identity;
  private final ExecutionServices world;
  private final ExecutionFolder folder;
  private final String name;
  private final JsonNode input;
  private final ObjectNode document;
  private final List<MapRun> mapRuns = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private StateFailedException stopped =
      new StateFailedException(Optional.empty(), Optional.empty());

  /**
   * @param inputText the input as it was given, which is told as it was
   */
  RunningExecution(
      StateMachine machine,
      StateMachineIdentity identity,
      ExecutionServices world,
      ExecutionFolder folder,
      String name,
      JsonNode input,
      String inputText) {
    this.machine = machine;
    this.identity = identity;
    this.world = world;
    this.folder = folder;
    this.name = name;
    this.input = input;
    document =
        StateData.object()
            .put("executionArn", identity.executionArn(name))
            .put("stateMachineArn", identity.stateMachineArn())
            .put("name", name)
            .put("status", "RUNNING")
            .put("startDate", Timestamps.seconds(world.time().now()))
            .put("input", inputText);
    document.putObject("inputDetails").put("included", true);
    thread = new Thread(this::run, "execution " + name);
    thread.setDaemon(true);
  }

  /** Starts, once it is written down that it has. */
  void start() {
    save();
    thread.start();
  }

  /** What is known by now, map runs included. */
  synchronized ObjectNode describe() {
    ObjectNode now = document.deepCopy();
    ArrayNode runs = now.putArray("mapRuns");
    mapRuns.forEach(run -> runs.add(run.describe()));
    return now;
  }

  /** A map run of this execution, as it stands now. */
  Optional<ObjectNode> mapRun(String arn) {
    return mapRuns.stream().filter(run -> run.arn().equals(arn)).findFirst().map(MapRun::describe);
  }

  /**
   * Has the execution end, and waits until it has. Functions that are at work are not waited for,
   * and are left to finish.
   *
   * @param reason the error and cause that the one who stops it gives
   */
  void stop(StateFailedException reason) throws InterruptedException {
    synchronized (this) {
      stopped = reason;
    }
    thread.interrupt();
    thread.join();
  }

  private void run() {
    try (HistoryFile file = new HistoryFile(folder.history(name), world.time())) {
      History history =
          file.history(
              run -> {
                mapRuns.add(run);
                save();
              });
      ExecutionContext situation =
          ExecutionContext.of(world, identity, identity.executionArn(name), name, input, history);
      try {
        JsonNode output = Execution.run(machine.flow(), situation, input);
        end("SUCCEEDED", StateData.object().put("output", StateData.text(output)));
      } catch (StateFailedException error) {
        end("FAILED", HistoryEvent.error(error));
      } catch (InterruptedException e) {
        ObjectNode reason = reason();
        situation
            .trail()
            .add(
                new HistoryEvent(
                    "ExecutionAborted", "executionAbortedEventDetails", reason.deepCopy()));
        end("ABORTED", reason);
      }
    } catch (RuntimeException | Error fault) {
      end(
          "FAILED",
          StateData.object()
              .put("error", "States.Runtime")
              .put("cause", "The interpreter itself failed: " + fault));
    }
  }

  private synchronized ObjectNode reason() {
    return HistoryEvent.error(stopped);
  }

  /** Ends; nobody is told so before it is written down. */
  private synchronized void end(String status, ObjectNode result) {
    document.put("status", status).put("stopDate", Timestamps.seconds(world.time().now()));
    document.setAll(result);
    if (result.has("output")) {
      document.putObject("outputDetails").put("included", true);
    }
    save();
  }

  private synchronized void save() {
    folder.write(name, describe());
  }
}

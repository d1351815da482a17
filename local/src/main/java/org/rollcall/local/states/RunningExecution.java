package org.rollcall.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.rollcall.local.stack.DataFolderException;
import org.rollcall.local.states.definition.StateMachine;
import org.rollcall.local.states.execution.ExecutionContext;
import org.rollcall.local.states.execution.ExecutionServices;
import org.rollcall.local.states.execution.History;
import org.rollcall.local.states.execution.MapRun;
import org.rollcall.local.states.execution.StateFailedException;
import org.rollcall.local.states.execution.StateMachineIdentity;
import org.rollcall.local.states.expression.StateData;

/** An execution of this process, with its thread and its current state. */
final class RunningExecution {

  private final StateMachine machine;
  private final ExecutionContext context;
  private final ExecutionFolder folder;
  private final String name;
  private final JsonNode input;
  private final ObjectNode description;
  private final List<MapRun> mapRuns = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile boolean isTimedOut;
  private volatile StateFailedException stopReason =
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
    this.folder = folder;
    this.name = name;
    this.input = input;
    context =
        ExecutionContext.of(
            services,
            identity,
            identity.executionArn(name),
            name,
            input,
            new History(services.time(), event -> folder.append(name, event)),
            run -> {
              mapRuns.add(run);
              save();
            });
    description =
        StateData.object()
            .put("executionArn", context.executionArn())
            .put("stateMachineArn", identity.stateMachineArn())
            .put("name", name)
            .put("status", "RUNNING")
            .put("startDate", StateData.seconds(services.time().now()))
            .put("input", inputText);
    description.putObject("inputDetails").put("included", true);
    thread = new Thread(this::run, "execution " + name);
    thread.setDaemon(true);
  }

  String name() {
    return name;
  }

  JsonNode input() {
    return input;
  }

  /** Starts the thread, and another one that ends it after the timeout of the state machine. */
  void start() {
    thread.start();
    machine
        .timeout()
        .ifPresent(
            timeout -> {
              Thread timer = new Thread(() -> endAfter(timeout), "timeout of " + name);
              timer.setDaemon(true);
              timer.start();
            });
  }

  private void endAfter(Duration timeout) {
    try {
      thread.join(timeout.toMillis());
      if (thread.isAlive()) {
        isTimedOut = true;
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The current state, including map runs. */
  synchronized ObjectNode describe() {
    ObjectNode now = description.deepCopy();
    ArrayNode runs = now.putArray("mapRuns");
    mapRuns.forEach(run -> runs.add(run.describe()));
    return now;
  }

  /**
   * Stops the execution and waits for its end. Running functions continue. See D-020.
   *
   * @param reason the error and the cause of the stop request
   */
  void stop(StateFailedException reason) throws InterruptedException {
    stopReason = reason;
    thread.interrupt();
    thread.join();
  }

  private void run() {
    try {
      runToTheEnd();
    } catch (DataFolderException failure) {
      setEnd("FAILED", new StateFailedException("States.Runtime", message(failure)).details());
      folder.tryWrite(name, describe());
    }
  }

  private void runToTheEnd() {
    try {
      JsonNode output = machine.execute(context, input);
      end("SUCCEEDED", StateData.object().put("output", output.toString()));
    } catch (StateFailedException error) {
      end("FAILED", error.details());
    } catch (InterruptedException e) {
      if (isTimedOut) {
        context.history().add("ExecutionTimedOut", StateData.object());
        end("TIMED_OUT", StateData.object());
      } else {
        context.history().add("ExecutionAborted", stopReason.details());
        end("ABORTED", stopReason.details());
      }
    } catch (DataFolderException failure) {
      throw failure;
    } catch (RuntimeException | Error error) {
      end(
          "FAILED",
          new StateFailedException("States.Runtime", "Internal error of the interpreter: " + error)
              .details());
    }
  }

  private static String message(DataFolderException failure) {
    return String.valueOf(failure.getMessage());
  }

  /**
   * Records the end. The end is visible only after it is written to the folder, or could not be
   * written.
   */
  private synchronized void end(String status, ObjectNode result) {
    setEnd(status, result);
    save();
  }

  private synchronized void setEnd(String status, ObjectNode result) {
    description.remove(List.of("output", "outputDetails"));
    description
        .put("status", status)
        .put("stopDate", StateData.seconds(context.services().time().now()));
    description.setAll(result);
    if (result.has("output")) {
      description.putObject("outputDetails").put("included", true);
    }
  }

  /**
   * Writes the description into the folder.
   *
   * @throws DataFolderException if it cannot be written
   */
  synchronized void save() {
    folder.write(name, describe());
  }
}

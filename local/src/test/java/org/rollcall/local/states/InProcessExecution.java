package org.rollcall.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** An execution on the caller's thread, of which nothing is kept but how it ended. */
public final class InProcessExecution {

  private static final Identity MACHINE =
      new Identity("us-east-1", "000000000000", "rollcall-update-notify-users");

  private final StateMachine machine;
  private final World world;

  /** An execution of a state machine whose functions, objects and time are given. */
  public InProcessExecution(
      StateMachine machine,
      Functions functions,
      S3Objects objects,
      Time time,
      RandomGenerator random) {
    this.machine = machine;
    this.world = new World(new LambdaTasks(functions, time), objects, time, random);
  }

  /**
   * How an execution ended.
   *
   * @param error empty if it succeeded
   */
  public record End(Optional<String> error, Optional<String> cause) {

    @Override
    public String toString() {
      return error.map(name -> "FAILED " + name + " " + cause.orElse("")).orElse("SUCCEEDED");
    }
  }

  /**
   * Runs to the end.
   *
   * @throws InterruptedException if the execution is stopped
   */
  public End run(String name, JsonNode input) throws InterruptedException {
    Situation situation =
        Situation.of(world, MACHINE, MACHINE.executionArn(name), name, input, new Forgetful());
    try {
      Execution.run(machine.flow(), situation, input);
      return new End(Optional.empty(), Optional.empty());
    } catch (StateError e) {
      return new End(Optional.of(e.error().orElse("")), e.cause());
    }
  }

  /** What stands for a function's name in the repository's definition. */
  public static Map<String, String> functions() {
    return Map.of(
        "PrepareJobFunctionArn", "PrepareJob",
        "UpdateUserFunctionArn", "UpdateUser",
        "NotifyUserFunctionArn", "NotifyUser",
        "ReportJobFunctionArn", "ReportJob");
  }

  /** A history that only counts. */
  private static final class Forgetful implements History {

    private long events;

    @Override
    public synchronized long add(long previous, HistoryEvent event) {
      return ++events;
    }

    @Override
    public void mapRunStarted(MapRun run) {}

    @Override
    public History child(String name) {
      return new Forgetful();
    }
  }
}

package org.rollcall.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.rollcall.local.states.definition.StateMachine;
import org.rollcall.local.states.execution.ExecutionContext;
import org.rollcall.local.states.execution.ExecutionServices;
import org.rollcall.local.states.execution.History;
import org.rollcall.local.states.execution.LambdaFunctions;
import org.rollcall.local.states.execution.LambdaTaskRunner;
import org.rollcall.local.states.execution.S3Objects;
import org.rollcall.local.states.execution.StateFailedException;
import org.rollcall.local.states.execution.StateMachineIdentity;
import org.rollcall.local.states.execution.Time;

/** Runs executions on the caller's thread. Only the result is kept. */
public final class InProcessExecution {

  /** The state machine of all executions. */
  public static final StateMachineIdentity MACHINE =
      new StateMachineIdentity("us-east-1", "000000000000", "rollcall-update-notify-users");

  private final StateMachine machine;
  private final ExecutionServices services;

  /** Runs a state machine with these functions, objects and time. */
  public InProcessExecution(
      StateMachine machine,
      LambdaFunctions functions,
      S3Objects objects,
      Time time,
      RandomGenerator random) {
    this.machine = machine;
    this.services =
        new ExecutionServices(new LambdaTaskRunner(functions, time), objects, time, random);
  }

  /**
   * The result of an execution.
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
   * Runs an execution.
   *
   * @throws InterruptedException if the execution is stopped
   */
  public End run(String name, JsonNode input) throws InterruptedException {
    ExecutionContext context =
        ExecutionContext.of(
            services,
            MACHINE,
            MACHINE.executionArn(name),
            name,
            input,
            new History(services.time(), event -> {}),
            run -> {});
    try {
      machine.execute(context, input);
      return new End(Optional.empty(), Optional.empty());
    } catch (StateFailedException e) {
      return new End(Optional.of(e.error().orElse("")), e.cause());
    }
  }

  /** The substitutions for functions in the repository's definition. */
  public static Map<String, String> functions() {
    return Map.of(
        "PrepareJobFunctionArn", "PrepareJob",
        "UpdateUserFunctionArn", "UpdateUser",
        "NotifyUserFunctionArn", "NotifyUser",
        "ReportJobFunctionArn", "ReportJob");
  }
}

package org.rollcall.local.states.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import org.rollcall.local.states.data.StateData;
import org.rollcall.local.states.data.StateFailedException;
import org.rollcall.local.states.definition.DefinitionFields;
import org.rollcall.local.states.execution.State;
import org.rollcall.local.states.execution.StateExecution;
import org.rollcall.local.states.execution.Transition;
import org.rollcall.local.states.expression.IntegerRange;
import org.rollcall.local.states.expression.Template;

/** A Task state: invokes a Lambda function. */
public record TaskState(
    TaskResource resource,
    Optional<Template> arguments,
    Optional<Template> timeout,
    Optional<Template> heartbeat,
    ErrorHandling errors,
    NextState next)
    implements State {

  private static final IntegerRange SECONDS = new IntegerRange(1, 99_999_999);

  public static TaskState read(DefinitionFields fields) {
    TaskResource resource = TaskResource.read(fields);
    return new TaskState(
        resource,
        fields.template("Arguments", DefinitionFields.ALWAYS),
        fields.integerTemplate("TimeoutSeconds", SECONDS),
        fields.integerTemplate("HeartbeatSeconds", SECONDS),
        ErrorHandling.read(fields),
        NextState.readNextOrEnd(fields, DefinitionFields.WITH_RESULT));
  }

  @Override
  public String type() {
    return "Task";
  }

  @Override
  public Set<String> nextStates() {
    Set<String> targets = new TreeSet<>(errors.nextStates());
    next.next().ifPresent(targets::add);
    return targets;
  }

  @Override
  public Set<String> assignedVariables() {
    Set<String> names = new TreeSet<>(errors.assignedVariables());
    names.addAll(next.assign().keySet());
    return names;
  }

  @Override
  public Transition run(StateExecution execution)
      throws StateFailedException, InterruptedException {
    return errors.run(
        execution,
        () -> {
          JsonNode result = runTask(execution);
          return next.transition(execution, execution.bindingsWith("result", result), result, "");
        });
  }

  private JsonNode runTask(StateExecution execution)
      throws StateFailedException, InterruptedException {
    JsonNode argument =
        arguments.isPresent()
            ? execution.evaluate(() -> arguments.get().evaluate(execution.bindings(), "Arguments"))
            : execution.input();
    execution.requireWithinLimit(argument);
    Optional<Long> timeoutSeconds = seconds(execution, timeout, "TimeoutSeconds");
    // A function sends no heartbeats, so that the heartbeat timeout is a timeout of the task.
    Optional<Long> heartbeatSeconds = seconds(execution, heartbeat, "HeartbeatSeconds");
    ObjectNode scheduled = StateData.object();
    timeoutSeconds.ifPresent(seconds -> scheduled.put("timeoutInSeconds", seconds));
    heartbeatSeconds.ifPresent(seconds -> scheduled.put("heartbeatInSeconds", seconds));
    execution.recorder().add(resource.scheduled(argument, scheduled));
    execution.recorder().add(resource.started());
    try {
      long seconds =
          Math.min(timeoutSeconds.orElse(SECONDS.max()), heartbeatSeconds.orElse(SECONDS.max()));
      JsonNode result =
          execution
              .time()
              .runWithTimeout(
                  Duration.ofSeconds(seconds),
                  () -> execution.taskRunner().run(resource.arn(), argument));
      execution.requireWithinLimit(result);
      execution.recorder().add(resource.succeeded());
      return result;
    } catch (StateFailedException error) {
      execution.recorder().add(resource.failed("Failed", error));
      throw error;
    } catch (TimeoutException e) {
      StateFailedException error =
          new StateFailedException(Optional.of("States.Timeout"), Optional.empty());
      execution.recorder().add(resource.failed("TimedOut", error));
      throw error;
    }
  }

  private static Optional<Long> seconds(
      StateExecution execution, Optional<Template> template, String field)
      throws StateFailedException {
    return template.isEmpty()
        ? Optional.empty()
        : Optional.of(
            execution.evaluate(
                () -> template.get().evaluateInteger(execution.bindings(), field, SECONDS)));
  }
}

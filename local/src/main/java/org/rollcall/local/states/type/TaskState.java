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

/** A state that has a Lambda function do something. */
public record TaskState(
    TaskResource resource,
    Optional<Template> arguments,
    Optional<Template> timeout,
    Optional<Template> heartbeat,
    ErrorHandling errors,
    NextState exit)
    implements State {

  private static final IntegerRange SECONDS = new IntegerRange(1, 99_999_999);

  public static TaskState read(DefinitionFields fields) {
    TaskResource resource = TaskResource.read(fields);
    return new TaskState(
        resource,
        fields.template("Arguments", DefinitionFields.ALWAYS),
        fields.integer("TimeoutSeconds", SECONDS),
        fields.integer("HeartbeatSeconds", SECONDS),
        ErrorHandling.read(fields),
        NextState.nextOrEnd(fields, DefinitionFields.WITH_RESULT));
  }

  @Override
  public String type() {
    return "Task";
  }

  @Override
  public Set<String> targets() {
    Set<String> targets = new TreeSet<>(errors.targets());
    exit.next().ifPresent(targets::add);
    return targets;
  }

  @Override
  public Set<String> assigns() {
    Set<String> names = new TreeSet<>(errors.assigns());
    names.addAll(exit.assign().keySet());
    return names;
  }

  @Override
  public Transition run(StateExecution visit) throws StateFailedException, InterruptedException {
    return errors.guard(
        visit,
        () -> {
          JsonNode result = perform(visit);
          return exit.leave(visit, visit.bindingsWith("result", result), result, "");
        });
  }

  private JsonNode perform(StateExecution visit) throws StateFailedException, InterruptedException {
    JsonNode argument =
        arguments.isPresent()
            ? visit.work(() -> arguments.get().evaluate(visit.bindings(), "Arguments"))
            : visit.input();
    visit.limited(argument);
    Optional<Long> limit = seconds(visit, timeout, "TimeoutSeconds");
    // A function sends no heartbeats: the one it owes first is missed when the time is over.
    Optional<Long> beat = seconds(visit, heartbeat, "HeartbeatSeconds");
    ObjectNode scheduled = StateData.object();
    limit.ifPresent(seconds -> scheduled.put("timeoutInSeconds", seconds));
    beat.ifPresent(seconds -> scheduled.put("heartbeatInSeconds", seconds));
    visit.trail().add(resource.scheduled(argument, scheduled));
    visit.trail().add(resource.started());
    try {
      long seconds = Math.min(limit.orElse(SECONDS.max()), beat.orElse(SECONDS.max()));
      JsonNode result =
          visit
              .time()
              .within(
                  Duration.ofSeconds(seconds),
                  () -> visit.tasks().perform(resource.arn(), argument));
      visit.limited(result);
      visit.trail().add(resource.succeeded());
      return result;
    } catch (StateFailedException error) {
      visit.trail().add(resource.ended("Failed", error));
      throw error;
    } catch (TimeoutException e) {
      StateFailedException error =
          new StateFailedException(Optional.of("States.Timeout"), Optional.empty());
      visit.trail().add(resource.ended("TimedOut", error));
      throw error;
    }
  }

  private static Optional<Long> seconds(
      StateExecution visit, Optional<Template> template, String field) throws StateFailedException {
    return template.isEmpty()
        ? Optional.empty()
        : Optional.of(visit.work(() -> template.get().integer(visit.bindings(), field, SECONDS)));
  }
}

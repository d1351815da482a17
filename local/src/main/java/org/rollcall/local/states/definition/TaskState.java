package org.rollcall.local.states.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.rollcall.local.states.execution.StateExecution;
import org.rollcall.local.states.execution.StateFailedException;
import org.rollcall.local.states.execution.TaskRunner;
import org.rollcall.local.states.expression.StateData;
import org.rollcall.local.states.expression.Template;
import org.rollcall.local.states.expression.ValueType;

/**
 * A Task state: invokes a Lambda function, or starts an execution.
 *
 * @param resource the integration {@code lambda:invoke} or {@code states:startExecution}, or the
 *     ARN of a function. Functions have other history events than integrations
 */
record TaskState(
    String resource,
    Optional<Template> arguments,
    Optional<Template> timeout,
    Optional<Template> heartbeat,
    Attempts attempts)
    implements State {

  private static final long MAX_SECONDS = 99_999_999;
  static final ValueType SECONDS = ValueType.integer(1, MAX_SECONDS);

  /** The supported arguments of each integration. The first one is required. */
  private static final Map<String, List<String>> INTEGRATIONS =
      Map.of(
          TaskRunner.INVOKE_RESOURCE, List.of("FunctionName", "Payload"),
          TaskRunner.START_RESOURCE, List.of("StateMachineArn", "Name", "Input"));

  private static final Pattern FUNCTION =
      Pattern.compile("arn:aws[a-z-]*:lambda:[^:]+:[^:]+:function:[A-Za-z0-9-_]+(:[^:]+)?");

  static TaskState read(Fields fields) {
    String resource = fields.text("Resource");
    if (INTEGRATIONS.containsKey(resource)) {
      checkArguments(fields, INTEGRATIONS.getOrDefault(resource, List.of()));
    } else if (!FUNCTION.matcher(resource).matches()) {
      throw fields.invalid("Resource", "is not supported: " + resource);
    }
    return new TaskState(
        resource,
        fields.template("Arguments", ValueType.ANY),
        fields.template("TimeoutSeconds", SECONDS),
        fields.template("HeartbeatSeconds", SECONDS),
        Attempts.read(fields));
  }

  /** Checks the names of the arguments, unless an expression computes the arguments. */
  private static void checkArguments(Fields fields, List<String> supported) {
    JsonNode arguments = fields.optional("Arguments", ValueType.ANY).orElseGet(StateData::object);
    if (arguments.isObject() && !arguments.has(supported.get(0))) {
      throw fields.invalid("Arguments/" + supported.get(0), "is missing");
    }
    arguments
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!supported.contains(name)) {
                throw fields.invalid("Arguments/" + name, "is not supported");
              }
            });
  }

  @Override
  public List<Exit> exits() {
    return attempts.exits();
  }

  @Override
  public Transition run(StateExecution execution)
      throws StateFailedException, InterruptedException {
    return attempts.run(execution, this::result);
  }

  private JsonNode result(StateExecution execution)
      throws StateFailedException, InterruptedException {
    JsonNode argument =
        execution.requireWithinLimit(execution.evaluate(arguments, "Arguments", execution.input()));
    ObjectNode scheduled = StateData.object();
    // A function sends no heartbeats, so that the heartbeat timeout is a timeout of the task.
    long seconds =
        Math.min(
            seconds(execution, timeout, "timeout", scheduled),
            seconds(execution, heartbeat, "heartbeat", scheduled));
    if (!isIntegration()) {
      scheduled.put("resource", resource);
    }
    scheduled.put(isIntegration() ? "parameters" : "input", argument.toString());
    addEvent(execution, "Scheduled", scheduled);
    addEvent(execution, "Started", StateData.object());
    try {
      JsonNode result =
          execution
              .services()
              .time()
              .runWithTimeout(
                  Duration.ofSeconds(seconds),
                  () -> execution.services().taskRunner().run(resource, argument));
      execution.requireWithinLimit(result);
      // Without the output: the history contains only data that the definition passes on.
      addEvent(execution, "Succeeded", StateData.object());
      return result;
    } catch (StateFailedException error) {
      addEvent(execution, "Failed", error.details());
      throw error;
    } catch (TimeoutException e) {
      StateFailedException error =
          new StateFailedException(Optional.of("States.Timeout"), Optional.empty());
      addEvent(execution, "TimedOut", error.details());
      throw error;
    }
  }

  /** Evaluates a timeout, and adds it to the details of the task's first event. */
  private static long seconds(
      StateExecution execution, Optional<Template> template, String name, ObjectNode scheduled)
      throws StateFailedException {
    if (template.isEmpty()) {
      return MAX_SECONDS;
    }
    String field = name.equals("timeout") ? "TimeoutSeconds" : "HeartbeatSeconds";
    long seconds = execution.evaluate(template.get(), field).longValue();
    scheduled.put(name + "InSeconds", seconds);
    return seconds;
  }

  private boolean isIntegration() {
    return INTEGRATIONS.containsKey(resource);
  }

  /**
   * Adds an event.
   *
   * @param suffix the end of its type, such as {@code Failed}
   */
  private void addEvent(StateExecution execution, String suffix, ObjectNode details) {
    if (isIntegration()) {
      String[] parts = resource.split(":", -1);
      details.put("resourceType", parts[parts.length - 2]).put("resource", parts[parts.length - 1]);
      execution.history().add("Task" + suffix, details);
    } else {
      execution.history().add("LambdaFunction" + suffix, details);
    }
  }
}

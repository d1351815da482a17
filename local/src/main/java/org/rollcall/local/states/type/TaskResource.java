package org.rollcall.local.states.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.regex.Pattern;
import org.rollcall.local.states.data.StateData;
import org.rollcall.local.states.data.StateFailedException;
import org.rollcall.local.states.definition.DefinitionFields;
import org.rollcall.local.states.history.HistoryEvent;
import org.rollcall.local.states.services.TaskRunner;

/**
 * The resource of a Task: the integration {@code lambda:invoke} or a function. The two have
 * different history events.
 */
record TaskResource(String arn) {

  private static final Pattern FUNCTION =
      Pattern.compile("arn:aws[a-z-]*:lambda:[^:]+:[^:]+:function:[A-Za-z0-9-_]+(:[^:]+)?");

  static TaskResource read(DefinitionFields fields) {
    TaskResource resource = new TaskResource(fields.text("Resource"));
    if (resource.isInvoke()) {
      checkArguments(fields);
    } else if (!FUNCTION.matcher(resource.arn).matches() && !resource.arn.isEmpty()) {
      fields.addFault("Resource", "is not supported: " + resource.arn);
    }
    return resource;
  }

  /** Checks the names of the arguments, unless an expression computes the arguments. */
  private static void checkArguments(DefinitionFields fields) {
    JsonNode arguments = fields.optional("Arguments").orElseGet(StateData::object);
    if (arguments.isObject()) {
      if (!arguments.has("FunctionName")) {
        fields.addFault("Arguments/FunctionName", "is missing");
      }
      arguments
          .fieldNames()
          .forEachRemaining(
              name -> {
                if (!Set.of("FunctionName", "Payload").contains(name)) {
                  fields.addFault("Arguments/" + name, "is not supported");
                }
              });
    }
  }

  private boolean isInvoke() {
    return arn.equals(TaskRunner.INVOKE_RESOURCE);
  }

  HistoryEvent scheduled(JsonNode argument, ObjectNode details) {
    if (isInvoke()) {
      withResource(details).put("parameters", StateData.text(argument));
      return new HistoryEvent("TaskScheduled", "taskScheduledEventDetails", details);
    }
    details.put("resource", arn).put("input", StateData.text(argument));
    return new HistoryEvent(
        "LambdaFunctionScheduled", "lambdaFunctionScheduledEventDetails", details);
  }

  HistoryEvent started() {
    return isInvoke()
        ? new HistoryEvent(
            "TaskStarted", "taskStartedEventDetails", withResource(StateData.object()))
        : new HistoryEvent("LambdaFunctionStarted");
  }

  /**
   * The event of a successful task, without the output: the history contains only data that the
   * definition passes on.
   */
  HistoryEvent succeeded() {
    return isInvoke()
        ? new HistoryEvent(
            "TaskSucceeded", "taskSucceededEventDetails", withResource(StateData.object()))
        : new HistoryEvent("LambdaFunctionSucceeded");
  }

  /**
   * The event of a failed task.
   *
   * @param suffix {@code Failed} or {@code TimedOut}
   */
  HistoryEvent failed(String suffix, StateFailedException error) {
    ObjectNode details = HistoryEvent.errorDetails(error);
    return isInvoke()
        ? new HistoryEvent("Task" + suffix, "task" + suffix + "EventDetails", withResource(details))
        : new HistoryEvent(
            "LambdaFunction" + suffix, "lambdaFunction" + suffix + "EventDetails", details);
  }

  private static ObjectNode withResource(ObjectNode details) {
    return details.put("resourceType", "lambda").put("resource", "invoke");
  }
}

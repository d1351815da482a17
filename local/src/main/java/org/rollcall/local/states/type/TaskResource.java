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
 * What a Task names as its resource: the integration {@code lambda:invoke}, or a function itself.
 * The two have events of their own.
 */
record TaskResource(String arn) {

  private static final Pattern FUNCTION =
      Pattern.compile("arn:aws[a-z-]*:lambda:[^:]+:[^:]+:function:[A-Za-z0-9-_]+(:[^:]+)?");

  static TaskResource read(DefinitionFields fields) {
    TaskResource resource = new TaskResource(fields.text("Resource"));
    if (resource.isInvoke()) {
      requireInvocation(fields);
    } else if (!FUNCTION.matcher(resource.arn).matches() && !resource.arn.isEmpty()) {
      fields.fault("Resource", "is not supported: " + resource.arn);
    }
    return resource;
  }

  /** Arguments that are written out can be checked before they are needed. */
  private static void requireInvocation(DefinitionFields fields) {
    JsonNode arguments = fields.optional("Arguments").orElseGet(StateData::object);
    if (arguments.isObject()) {
      if (!arguments.has("FunctionName")) {
        fields.fault("Arguments/FunctionName", "is missing");
      }
      arguments
          .fieldNames()
          .forEachRemaining(
              name -> {
                if (!Set.of("FunctionName", "Payload").contains(name)) {
                  fields.fault("Arguments/" + name, "is not supported here");
                }
              });
    }
  }

  private boolean isInvoke() {
    return arn.equals(TaskRunner.INVOKE_RESOURCE);
  }

  HistoryEvent scheduled(JsonNode argument, ObjectNode details) {
    if (isInvoke()) {
      named(details).put("parameters", StateData.text(argument));
      return new HistoryEvent("TaskScheduled", "taskScheduledEventDetails", details);
    }
    details.put("resource", arn).put("input", StateData.text(argument));
    return new HistoryEvent(
        "LambdaFunctionScheduled", "lambdaFunctionScheduledEventDetails", details);
  }

  HistoryEvent started() {
    return isInvoke()
        ? new HistoryEvent("TaskStarted", "taskStartedEventDetails", named(StateData.object()))
        : new HistoryEvent("LambdaFunctionStarted");
  }

  /**
   * The event that a task is done. It has no output: only what the definition carries on is ever
   * written down.
   */
  HistoryEvent succeeded() {
    return isInvoke()
        ? new HistoryEvent("TaskSucceeded", "taskSucceededEventDetails", named(StateData.object()))
        : new HistoryEvent("LambdaFunctionSucceeded");
  }

  /**
   * The event that a task failed.
   *
   * @param how {@code Failed} or {@code TimedOut}
   */
  HistoryEvent ended(String how, StateFailedException error) {
    ObjectNode details = HistoryEvent.error(error);
    return isInvoke()
        ? new HistoryEvent("Task" + how, "task" + how + "EventDetails", named(details))
        : new HistoryEvent(
            "LambdaFunction" + how, "lambdaFunction" + how + "EventDetails", details);
  }

  private static ObjectNode named(ObjectNode details) {
    return details.put("resourceType", "lambda").put("resource", "invoke");
  }
}

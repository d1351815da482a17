package org.rollcall.local.states.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.rollcall.local.states.expression.EvaluationFailedException;
import org.rollcall.local.states.expression.StateData;
import org.rollcall.local.states.expression.Template;

/**
 * One execution of a state.
 *
 * @param name the name of the state
 * @param states the value of {@code $states}
 * @param variables the variables of the state machine, by name
 */
public record StateExecution(
    ExecutionContext context,
    String name,
    long enteredEventId,
    ObjectNode states,
    Map<String, JsonNode> variables) {

  /** Enters a state, and adds the event. */
  public static StateExecution enter(
      ExecutionContext context,
      String stateType,
      String name,
      JsonNode input,
      Map<String, JsonNode> variables) {
    ObjectNode state =
        StateData.object()
            .put("Name", name)
            .put("EnteredTime", ExecutionContext.timestamp(context.services().time().now()))
            .put("RetryCount", 0);
    ObjectNode states = StateData.object();
    states.set("input", input);
    states.set("context", StateData.with(context.contextObject(), "State", state));
    ObjectNode details = StateData.object().put("name", name).put("input", input.toString());
    long event = context.history().add(stateType + "StateEntered", details);
    return new StateExecution(context, name, event, states, variables);
  }

  /** This execution with one more member of {@code $states}. */
  public StateExecution with(String member, JsonNode value) {
    return new StateExecution(
        context, name, enteredEventId, StateData.with(states, member, value), variables);
  }

  /** This execution with a value of {@code $states.context.State.RetryCount}. */
  public StateExecution withRetryCount(int retryCount) {
    ObjectNode contextObject = (ObjectNode) states.get("context");
    ObjectNode state = ((ObjectNode) contextObject.get("State")).deepCopy();
    state.put("RetryCount", retryCount);
    return with("context", StateData.with(contextObject, "State", state));
  }

  /** This execution of a Map in the context of one of its iterations. */
  public StateExecution in(ExecutionContext iteration) {
    ObjectNode contextObject = (ObjectNode) states.get("context");
    return new StateExecution(
        iteration,
        name,
        enteredEventId,
        StateData.with(
            states,
            "context",
            StateData.with(contextObject, "Map", iteration.contextObject().get("Map"))),
        variables);
  }

  public JsonNode input() {
    return states.get("input");
  }

  public ExecutionServices services() {
    return context.services();
  }

  public History history() {
    return context.history();
  }

  /**
   * Evaluates a field. A failure is recorded as an event.
   *
   * @throws StateFailedException if the evaluation fails
   */
  public JsonNode evaluate(Template template, String field) throws StateFailedException {
    Map<String, JsonNode> all = new HashMap<>(variables);
    all.put("states", states);
    try {
      return template.evaluate(all, field);
    } catch (EvaluationFailedException e) {
      throw evaluationFailed(String.valueOf(e.getMessage()), Optional.of(e.location()));
    }
  }

  /**
   * Evaluates a field that may be absent.
   *
   * @param defaultValue the result if it is absent
   * @throws StateFailedException if the evaluation fails
   */
  public JsonNode evaluate(Optional<Template> template, String field, JsonNode defaultValue)
      throws StateFailedException {
    return template.isPresent() ? evaluate(template.get(), field) : defaultValue;
  }

  /**
   * Records that a field cannot be evaluated.
   *
   * @param location the field; empty if the error is in the input of the state
   */
  public StateFailedException evaluationFailed(String reason, Optional<String> location) {
    StateFailedException error = error("States.QueryEvaluationError", reason);
    ObjectNode details = error.details().put("state", name);
    location.ifPresent(field -> details.put("location", field));
    history().add("EvaluationFailed", details);
    return error;
  }

  /** Creates an error of this state, with a cause in the words of AWS. */
  public StateFailedException error(String error, String reason) {
    return new StateFailedException(
        error,
        "An error occurred while executing the state '%s' (entered at the event id #%d). %s"
            .formatted(name, enteredEventId, reason));
  }

  /**
   * Returns the value if it is not larger than {@link StateData#MAX_BYTES}.
   *
   * @throws StateFailedException if the value is too large
   */
  public JsonNode requireWithinLimit(JsonNode value) throws StateFailedException {
    if (StateData.exceedsLimit(value.toString())) {
      throw dataLimitExceeded();
    }
    return value;
  }

  public StateFailedException dataLimitExceeded() {
    return new StateFailedException(
        "States.DataLimitExceeded",
        "The state/task '%s' returned a result with a size exceeding the maximum number of bytes service limit."
            .formatted(name));
  }
}

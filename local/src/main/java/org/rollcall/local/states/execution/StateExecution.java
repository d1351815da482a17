package org.rollcall.local.states.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.rollcall.local.states.data.StateData;
import org.rollcall.local.states.data.StateFailedException;
import org.rollcall.local.states.expression.Bindings;
import org.rollcall.local.states.expression.EvaluationFailedException;
import org.rollcall.local.states.history.HistoryEvent;
import org.rollcall.local.states.history.HistoryRecorder;
import org.rollcall.local.states.services.S3Objects;
import org.rollcall.local.states.services.TaskRunner;
import org.rollcall.local.states.services.Time;

/** One stay in a state: what came in, what the state's expressions see, and how it complains. */
public final class StateExecution {

  /** The working out of a field's value. */
  @FunctionalInterface
  public interface Evaluation<T> {
    T result() throws EvaluationFailedException;
  }

  private final ExecutionContext situation;
  private final String name;
  private final JsonNode input;
  private final Map<String, Object> variables;
  private final Instant entered;
  private final long event;
  private int retries;

  private StateExecution(
      ExecutionContext situation,
      String name,
      JsonNode input,
      Map<String, Object> variables,
      Instant entered,
      long event) {
    this.situation = situation;
    this.name = name;
    this.input = input;
    this.variables = variables;
    this.entered = entered;
    this.event = event;
  }

  static StateExecution enter(
      ExecutionContext situation,
      State state,
      String name,
      JsonNode input,
      Map<String, Object> variables) {
    Instant now = situation.world().time().now();
    long event =
        situation.trail().add(HistoryEvent.entered(state.type(), name, StateData.text(input)));
    return new StateExecution(situation, name, input, variables, now, event);
  }

  /** The same visit as an iteration of its Map sees it. */
  public StateExecution inside(ExecutionContext iteration) {
    return new StateExecution(iteration, name, input, variables, entered, event);
  }

  public String name() {
    return name;
  }

  public JsonNode input() {
    return input;
  }

  public Map<String, Object> variables() {
    return variables;
  }

  public ExecutionContext situation() {
    return situation;
  }

  public HistoryRecorder trail() {
    return situation.trail();
  }

  public Time time() {
    return situation.world().time();
  }

  public TaskRunner tasks() {
    return situation.world().tasks();
  }

  public S3Objects objects() {
    return situation.world().objects();
  }

  public RandomGenerator random() {
    return situation.world().random();
  }

  public void retried() {
    retries++;
  }

  public Bindings bindings() {
    return new Bindings(states(), variables, time().now());
  }

  /**
   * Returns the bindings with one more member of {@code $states}.
   *
   * @param member of {@code $states}: {@code result} or {@code errorOutput}
   */
  public Bindings bindingsWith(String member, JsonNode value) {
    Map<String, Object> states = states();
    states.put(member, StateData.toJava(value));
    return new Bindings(states, variables, time().now());
  }

  private Map<String, Object> states() {
    ObjectNode state =
        StateData.object()
            .put("Name", name)
            .put("EnteredTime", ExecutionContext.timestamp(entered))
            .put("RetryCount", retries);
    Map<String, Object> states = new LinkedHashMap<>();
    states.put("input", StateData.toJava(input));
    states.put("context", situation.with("State", state));
    return states;
  }

  /** Works out a field's value; what goes wrong there is an event of its own. */
  public <T> T work(Evaluation<T> evaluation) throws StateFailedException {
    try {
      return evaluation.result();
    } catch (EvaluationFailedException failure) {
      StateFailedException error = error("States.QueryEvaluationError", failure.reason());
      trail().add(HistoryEvent.evaluationFailed(name, error, failure.location()));
      throw error;
    }
  }

  /** The error with its cause as AWS writes it. */
  public StateFailedException error(String error, String reason) {
    return new StateFailedException(
        error,
        "An error occurred while executing the state '%s' (entered at the event id #%d). %s"
            .formatted(name, event, reason));
  }

  /** The value, if it is not too large to be passed on. */
  public JsonNode limited(JsonNode value) throws StateFailedException {
    if (StateData.exceedsLimit(StateData.text(value))) {
      throw tooLarge();
    }
    return value;
  }

  public StateFailedException tooLarge() {
    return new StateFailedException(
        "States.DataLimitExceeded",
        "The state/task '%s' returned a result with a size exceeding the maximum number of bytes service limit."
            .formatted(name));
  }
}

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

/** One execution of a state: its input, the bindings of its expressions, and its errors. */
public final class StateExecution {

  /**
   * The evaluation of a field.
   *
   * @param <T> the type of the value
   */
  @FunctionalInterface
  public interface Evaluation<T> {
    T result() throws EvaluationFailedException;
  }

  private final ExecutionContext context;
  private final String name;
  private final JsonNode input;
  private final Map<String, Object> variables;
  private final Instant enteredTime;
  private final long enteredEventId;
  private int retryCount;

  private StateExecution(
      ExecutionContext context,
      String name,
      JsonNode input,
      Map<String, Object> variables,
      Instant enteredTime,
      long enteredEventId) {
    this.context = context;
    this.name = name;
    this.input = input;
    this.variables = variables;
    this.enteredTime = enteredTime;
    this.enteredEventId = enteredEventId;
  }

  static StateExecution enter(
      ExecutionContext context,
      State state,
      String name,
      JsonNode input,
      Map<String, Object> variables) {
    Instant now = context.services().time().now();
    long event =
        context.recorder().add(HistoryEvent.entered(state.type(), name, StateData.text(input)));
    return new StateExecution(context, name, input, variables, now, event);
  }

  /** This execution of a Map with the context of one of its iterations. */
  public StateExecution withContext(ExecutionContext iteration) {
    return new StateExecution(iteration, name, input, variables, enteredTime, enteredEventId);
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

  public ExecutionContext context() {
    return context;
  }

  public HistoryRecorder recorder() {
    return context.recorder();
  }

  public Time time() {
    return context.services().time();
  }

  public TaskRunner taskRunner() {
    return context.services().taskRunner();
  }

  public S3Objects objects() {
    return context.services().objects();
  }

  public RandomGenerator random() {
    return context.services().random();
  }

  /** Increments {@code $states.context.State.RetryCount}. */
  public void countRetry() {
    retryCount++;
  }

  public Bindings bindings() {
    return new Bindings(states(), variables, time().now());
  }

  /**
   * The bindings with one more member of {@code $states}.
   *
   * @param member {@code result} or {@code errorOutput}
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
            .put("EnteredTime", ExecutionContext.timestamp(enteredTime))
            .put("RetryCount", retryCount);
    Map<String, Object> states = new LinkedHashMap<>();
    states.put("input", StateData.toJava(input));
    states.put("context", context.contextObjectWith("State", state));
    return states;
  }

  /**
   * Evaluates a field. A failure is recorded as an event.
   *
   * @throws StateFailedException if the evaluation fails
   */
  public <T> T evaluate(Evaluation<T> evaluation) throws StateFailedException {
    try {
      return evaluation.result();
    } catch (EvaluationFailedException e) {
      StateFailedException error = error("States.QueryEvaluationError", e.reason());
      recorder().add(HistoryEvent.evaluationFailed(name, error, e.location()));
      throw error;
    }
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
    if (StateData.exceedsLimit(StateData.text(value))) {
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

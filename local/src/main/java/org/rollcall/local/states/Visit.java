package org.rollcall.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** One stay in a state: what came in, what the state's expressions see, and how it complains. */
final class Visit {

  /** The working out of a field's value. */
  @FunctionalInterface
  interface Evaluation<T> {
    T result() throws EvaluationFailure;
  }

  private final Situation situation;
  private final String name;
  private final JsonNode input;
  private final Map<String, Object> variables;
  private final Instant entered;
  private final long event;
  private int retries;

  private Visit(
      Situation situation,
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

  static Visit enter(
      Situation situation,
      State state,
      String name,
      JsonNode input,
      Map<String, Object> variables) {
    Instant now = situation.world().time().now();
    long event = situation.trail().add(HistoryEvent.entered(state, name, StateData.text(input)));
    return new Visit(situation, name, input, variables, now, event);
  }

  /** The same visit as an iteration of its Map sees it. */
  Visit inside(Situation iteration) {
    return new Visit(iteration, name, input, variables, entered, event);
  }

  String name() {
    return name;
  }

  JsonNode input() {
    return input;
  }

  Map<String, Object> variables() {
    return variables;
  }

  Situation situation() {
    return situation;
  }

  Trail trail() {
    return situation.trail();
  }

  Time time() {
    return situation.world().time();
  }

  Tasks tasks() {
    return situation.world().tasks();
  }

  S3Objects objects() {
    return situation.world().objects();
  }

  RandomGenerator random() {
    return situation.world().random();
  }

  void retried() {
    retries++;
  }

  Bindings bindings() {
    return new Bindings(states(), variables, time().now());
  }

  /**
   * @param member of {@code $states}: {@code result} or {@code errorOutput}
   */
  Bindings bindingsWith(String member, JsonNode value) {
    Map<String, Object> states = states();
    states.put(member, StateData.toJava(value));
    return new Bindings(states, variables, time().now());
  }

  private Map<String, Object> states() {
    ObjectNode state =
        StateData.object()
            .put("Name", name)
            .put("EnteredTime", Situation.timestamp(entered))
            .put("RetryCount", retries);
    Map<String, Object> states = new LinkedHashMap<>();
    states.put("input", StateData.toJava(input));
    states.put("context", situation.with("State", state));
    return states;
  }

  /** Works out a field's value; what goes wrong there is an event of its own. */
  <T> T work(Evaluation<T> evaluation) throws StateError {
    try {
      return evaluation.result();
    } catch (EvaluationFailure failure) {
      StateError error = error("States.QueryEvaluationError", failure.reason());
      trail().add(HistoryEvent.evaluationFailed(name, error, failure.location()));
      throw error;
    }
  }

  /** The error with its cause as AWS writes it. */
  StateError error(String error, String reason) {
    return new StateError(
        error,
        "An error occurred while executing the state '%s' (entered at the event id #%d). %s"
            .formatted(name, event, reason));
  }

  /** The value, if it is not too large to be passed on. */
  JsonNode limited(JsonNode value) throws StateError {
    if (StateData.exceedsLimit(StateData.text(value))) {
      throw tooLarge();
    }
    return value;
  }

  StateError tooLarge() {
    return new StateError(
        "States.DataLimitExceeded",
        "The state/task '%s' returned a result with a size exceeding the maximum number of bytes service limit."
            .formatted(name));
  }
}

package org.rollcall.local.states.execution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.rollcall.local.states.expression.StateData;

/**
 * A state or an execution has failed. As in the States Language, it has an error name, which
 * retriers and catchers match, and a cause for readers. A Fail state can omit both.
 */
public final class StateFailedException extends Exception {

  private static final int MAX_CAUSE_LENGTH = 32_768;

  private final Optional<String> error;
  private final Optional<String> cause;

  /**
   * Creates an exception with error and cause.
   *
   * @param error a name such as {@code States.Timeout}; for a failed Lambda function, the class
   *     name of its exception
   * @param cause truncated to 32,768 characters, as on AWS; for a failed Lambda function, the JSON
   *     object with {@code errorMessage} and {@code errorType}
   */
  public StateFailedException(String error, String cause) {
    this(Optional.of(error), Optional.of(cause));
  }

  public StateFailedException(Optional<String> error, Optional<String> cause) {
    super(error.orElse("") + ": " + cause.orElse(""), null, false, false);
    this.error = error;
    this.cause =
        cause.map(
            text -> text.length() > MAX_CAUSE_LENGTH ? text.substring(0, MAX_CAUSE_LENGTH) : text);
  }

  public Optional<String> error() {
    return error;
  }

  public Optional<String> cause() {
    return cause;
  }

  /** The error and the cause, as in events and descriptions. */
  public ObjectNode details() {
    ObjectNode details = StateData.object();
    error.ifPresent(name -> details.put("error", name));
    cause.ifPresent(text -> details.put("cause", text));
    return details;
  }

  /** The value of {@code $states.errorOutput} in a catcher. */
  public ObjectNode errorOutput() {
    return StateData.object().put("Error", error.orElse("")).put("Cause", cause.orElse(""));
  }
}

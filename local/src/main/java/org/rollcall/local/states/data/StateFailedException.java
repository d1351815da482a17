package org.rollcall.local.states.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * A failure in the words of the States Language: an error's name, by which retriers and catchers
 * know it, and a cause for people.
 *
 * <p>A Fail state may leave out either.
 */
public final class StateFailedException extends Exception {

  private static final int LONGEST_CAUSE = 32_768;

  private final Optional<String> error;
  private final Optional<String> cause;

  /**
   * A failure with both its parts.
   *
   * @param error a name such as {@code States.Timeout}; for a failed Lambda function its
   *     exception's name
   * @param cause cut after 32,768 characters, as on AWS; for a failed Lambda function the JSON
   *     object with {@code errorMessage} and {@code errorType}
   */
  public StateFailedException(String error, String cause) {
    this(Optional.of(error), Optional.of(cause));
  }

  public StateFailedException(Optional<String> error, Optional<String> cause) {
    super(error.orElse("") + ": " + cause.orElse(""), null, false, false);
    this.error = error;
    this.cause =
        cause.map(text -> text.length() > LONGEST_CAUSE ? text.substring(0, LONGEST_CAUSE) : text);
  }

  public Optional<String> error() {
    return error;
  }

  public Optional<String> cause() {
    return cause;
  }

  /** What a catcher finds in {@code $states.errorOutput}. */
  public ObjectNode output() {
    return StateData.object().put("Error", error.orElse("")).put("Cause", cause.orElse(""));
  }
}

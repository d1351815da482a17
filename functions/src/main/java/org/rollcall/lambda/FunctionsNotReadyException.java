package org.rollcall.lambda;

/**
 * Functions that the job needs have no snapshots yet. The state machine repeats the state "Prepare
 * job" after this exception, by its class name, until Lambda has made them. See D-078.
 */
public final class FunctionsNotReadyException extends RuntimeException {

  FunctionsNotReadyException() {
    super(
        "Lambda makes new snapshots of the functions, which takes some minutes",
        null,
        false,
        false);
  }
}

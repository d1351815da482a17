package org.rollcall.local.seams;

/** Ends a function like the end of its process. The function does not handle this error. */
final class FunctionKilledError extends Error {

  private static final long serialVersionUID = 1;

  FunctionKilledError() {
    super("the function was killed", null, false, false);
  }
}

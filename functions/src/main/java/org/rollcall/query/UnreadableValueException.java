package org.rollcall.query;

/**
 * A query reads a value that cannot be read. The message is the {@link UnreadableValue#problem()}.
 */
public final class UnreadableValueException extends RuntimeException {

  UnreadableValueException(String problem) {
    super(problem, null, false, false);
  }
}

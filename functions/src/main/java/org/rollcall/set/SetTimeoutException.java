package org.rollcall.set;

/** Resolving a set took longer than its timeout. */
public final class SetTimeoutException extends RuntimeException {
  SetTimeoutException() {
    super("the set was not resolved in time", null, false, false);
  }
}

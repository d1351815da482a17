package org.rollcall.user;

/**
 * A user's record does not follow Alma's format. The message names the field but not its value,
 * which may be personal.
 */
public final class BrokenRecordException extends RuntimeException {

  public BrokenRecordException(String message) {
    super(message, null, false, false);
  }
}

package org.rollcall.user;

/**
 * A user's record is not what Alma's format says. The message names the field and never its value,
 * which may be personal.
 */
public final class BrokenRecordException extends RuntimeException {

  public BrokenRecordException(String message) {
    super(message, null, false, false);
  }
}

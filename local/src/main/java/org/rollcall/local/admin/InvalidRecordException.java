package org.rollcall.local.admin;

import org.rollcall.error.ErrorCode;
import org.rollcall.error.Fault;

/**
 * A record cannot be loaded. The message names fields and never their values, which may be
 * personal.
 */
public final class InvalidRecordException extends RuntimeException {

  private final String code;

  /**
   * @param values one value for each placeholder of the code's template
   */
  public InvalidRecordException(ErrorCode code, Object... values) {
    super(code.message(values), null, false, false);
    this.code = code.name();
  }

  public boolean hasCode(ErrorCode other) {
    return code.equals(other.name());
  }

  /** The error, at a place in a file. */
  public Fault toFault(String place) {
    return new Fault(code, place, String.valueOf(getMessage()));
  }
}

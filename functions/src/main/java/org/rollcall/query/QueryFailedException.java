package org.rollcall.query;

import org.rollcall.error.ErrorCode;

/** A query fails for a value. The message contains nothing of the value. */
public final class QueryFailedException extends Exception {

  private final transient ErrorCode code;

  QueryFailedException(ErrorCode code, Object... values) {
    super(code.message(values), null, false, false);
    this.code = code;
  }

  public ErrorCode code() {
    return code;
  }
}

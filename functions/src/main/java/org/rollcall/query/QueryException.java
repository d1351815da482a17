package org.rollcall.query;

import org.rollcall.error.ErrorCode;

/**
 * A text is not a valid query, or a query fails for a value. The message contains nothing of the
 * value.
 */
public final class QueryException extends Exception {

  private final transient ErrorCode code;
  private final transient Object[] values;

  QueryException(ErrorCode code, Object... values) {
    super(code.message(values), null, false, false);
    this.code = code;
    this.values = values.clone();
  }

  public ErrorCode code() {
    return code;
  }

  /** The values of the placeholders in the code's template. */
  public Object[] values() {
    return values.clone();
  }
}

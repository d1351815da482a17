package org.rollcall.set;

import java.time.Duration;
import org.rollcall.error.ErrorCode;

/** Resolving a set took longer than its timeout. */
public final class SetTimeoutException extends RuntimeException {

  private final transient Duration timeout;

  SetTimeoutException(Duration timeout) {
    super(SetError.SET_TIMEOUT.message(timeout.toMinutes()), null, false, false);
    this.timeout = timeout;
  }

  public ErrorCode code() {
    return SetError.SET_TIMEOUT;
  }

  /** The values of the placeholders in the code's template. */
  public Object[] values() {
    return new Object[] {timeout.toMinutes()};
  }
}

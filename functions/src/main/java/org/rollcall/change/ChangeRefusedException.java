package org.rollcall.change;

import org.rollcall.error.Reason;
import org.rollcall.error.ReasonText;

/** A user cannot be changed as the job requires. The message contains no value of the record. */
public final class ChangeRefusedException extends Exception {

  private final transient ReasonText reason;

  /**
   * @param values one value for each placeholder of the reason's template
   */
  public ChangeRefusedException(Reason code, Object... values) {
    super(code.message(values), null, false, false);
    this.reason = ReasonText.of(code, values);
  }

  public ReasonText reason() {
    return reason;
  }
}

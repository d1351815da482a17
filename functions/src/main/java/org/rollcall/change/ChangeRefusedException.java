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
    this(ReasonText.of(code, values));
  }

  private ChangeRefusedException(ReasonText reason) {
    super(reason.message(), null, false, false);
    this.reason = reason;
  }

  public ReasonText reason() {
    return reason;
  }
}

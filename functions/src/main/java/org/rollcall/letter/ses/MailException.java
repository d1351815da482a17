package org.rollcall.letter.ses;

import org.rollcall.aws.AwsException;

/** SES failed, was unreachable or busy, or is misconfigured. */
public final class MailException extends AwsException {

  private final boolean isCertainlyNotSent;
  private final String reason;

  MailException(RuntimeException cause, boolean isCertainlyNotSent) {
    super("SES", cause);
    this.isCertainlyNotSent = isCertainlyNotSent;
    this.reason = cause.getClass().getSimpleName();
  }

  /** Whether the letter was certainly not sent. See D-060. */
  public boolean isCertainlyNotSent() {
    return isCertainlyNotSent;
  }

  /**
   * The name of the SDK's exception, such as {@code SesException}. It contains no personal data.
   */
  public String reason() {
    return reason;
  }
}

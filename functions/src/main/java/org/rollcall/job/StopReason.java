package org.rollcall.job;

import org.rollcall.error.Reason;

/** Why a job that sends letters stops before it has processed all members. */
public enum StopReason {
  /** Sending is paused for the account, by Amazon SES or by its owner. */
  SENDING_PAUSED(Reason.SENDING_PAUSED),
  /** The account has used up its quota for 24 hours. */
  DAILY_QUOTA_SPENT(Reason.DAILY_QUOTA_SPENT),
  /** The rest of the quota for 24 hours is reserved for letters with a higher priority. */
  PRIORITY_QUOTA_SPENT(Reason.PRIORITY_QUOTA_SPENT),
  /** SES has not verified the sender of the letters. */
  SENDER_NOT_VERIFIED(Reason.SENDER_NOT_VERIFIED),
  /** The stack has no right to send letters, or its configuration of SES is wrong. */
  SENDING_DENIED(Reason.SENDING_DENIED);

  private final Reason reason;

  StopReason(Reason reason) {
    this.reason = reason;
  }

  /** The reason of the members and letters that were not processed. */
  public Reason reason() {
    return reason;
  }
}

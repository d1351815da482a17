package org.rollcall.letter.ses;

/** Whether SES has verified a sender. */
public enum SenderCheck {
  /** The address, its domain or a parent domain is verified. */
  VERIFIED,
  /** None of them is verified. */
  UNVERIFIED,
  /** SES did not say: the call was denied or throttled, or failed. */
  UNKNOWN
}

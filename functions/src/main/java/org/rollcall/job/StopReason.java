package org.rollcall.job;

/** Why a job that sends letters leaves off before everybody's turn. */
public enum StopReason {
  /** Somebody, or Amazon SES itself, has paused the account: no letter goes out till that ends. */
  SENDING_PAUSED("SENDING_PAUSED: Amazon SES has paused sending for this account"),
  /** The account has sent all that it may in 24 hours. */
  DAILY_QUOTA_SPENT("DAILY_QUOTA_SPENT: Amazon SES takes no more letters of this account today");

  private final String sentence;

  StopReason(String sentence) {
    this.sentence = sentence;
  }

  /** The reason as the report has it: a code, a colon, and a sentence. */
  public String sentence() {
    return sentence;
  }
}

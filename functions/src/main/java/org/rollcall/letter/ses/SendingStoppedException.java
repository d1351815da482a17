package org.rollcall.letter.ses;

/** SES accepts no more letters from this account for a long time. */
public final class SendingStoppedException extends Exception {

  private final boolean isPaused;

  SendingStoppedException(boolean isPaused) {
    super(
        isPaused ? "SES has paused the account" : "the daily quota of SES is used up",
        null,
        false,
        false);
    this.isPaused = isPaused;
  }

  /** Whether the account is paused. Otherwise its daily quota is used up. */
  public boolean isPaused() {
    return isPaused;
  }
}

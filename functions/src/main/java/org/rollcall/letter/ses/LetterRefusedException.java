package org.rollcall.letter.ses;

/** SES rejected a letter permanently. */
public final class LetterRefusedException extends Exception {

  private final String reason;
  private final boolean isRecipientUnverified;

  LetterRefusedException(String reason, boolean isRecipientUnverified) {
    super("SES rejected a letter: " + reason, null, false, false);
    this.reason = reason;
    this.isRecipientUnverified = isRecipientUnverified;
  }

  /** SES's error code. SES's message is not kept, since it may contain the address. */
  public String reason() {
    return reason;
  }

  /** Whether the account is in SES's sandbox, and the recipient's address is not verified there. */
  public boolean isRecipientUnverified() {
    return isRecipientUnverified;
  }
}

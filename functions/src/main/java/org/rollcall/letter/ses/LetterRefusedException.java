package org.rollcall.letter.ses;

/** SES rejected a letter permanently. */
public final class LetterRefusedException extends Exception {

  private final String reason;

  LetterRefusedException(String reason) {
    super("SES rejected a letter: " + reason, null, false, false);
    this.reason = reason;
  }

  /** SES's error code. SES's message is not kept, since it may contain the address. */
  public String reason() {
    return reason;
  }
}

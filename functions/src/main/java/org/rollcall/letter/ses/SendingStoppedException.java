package org.rollcall.letter.ses;

/** SES accepts no more letters from this account or this sender for a long time. */
public final class SendingStoppedException extends Exception {

  private final Kind kind;

  /** Why SES accepts no more letters. */
  public enum Kind {
    /** The account is paused. */
    PAUSED,
    /** The daily quota is used up. */
    QUOTA_SPENT,
    /** The sender is not verified. */
    SENDER_NOT_VERIFIED,
    /** The stack has no right to send, or its configuration is wrong. */
    DENIED
  }

  SendingStoppedException(Kind kind) {
    super("SES accepts no more letters: " + kind, null, false, false);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}

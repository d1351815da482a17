package org.rollcall.change;

/**
 * A user cannot be changed as the job asks. The message says why and names no value of the record.
 */
public final class ChangeRefusedException extends Exception {

  private final String reason;
  private final String message;

  /**
   * @param reason a word for programs, such as {@code WHEN_FAILED}
   */
  public ChangeRefusedException(String reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
    this.message = message;
  }

  /** Never null, unlike other exceptions' messages. */
  @Override
  public String getMessage() {
    return message;
  }

  public String reason() {
    return reason;
  }
}

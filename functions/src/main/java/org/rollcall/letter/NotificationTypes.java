package org.rollcall.letter;

/** The notification types for which Rollcall has special rules. */
public final class NotificationTypes {

  /**
   * The letter with a temporary password (Alma's own code). A user gets it only if the job made the
   * account internal and reset the password.
   */
  public static final String PASSWORD_CHANGE = "NOTIFY_PASSWORD_CHANGE";

  private NotificationTypes() {}
}

package org.rollcall.letter;

/** The notification types that Rollcall treats specially. */
public final class NotificationTypes {

  /**
   * The letter with a temporary password (Alma's own code). Only users whose account the job made
   * internal, and whose password it reset, get it.
   */
  public static final String PASSWORD_CHANGE = "NOTIFY_PASSWORD_CHANGE";

  private NotificationTypes() {}
}

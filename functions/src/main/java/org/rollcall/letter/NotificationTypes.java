package org.rollcall.letter;

/** The notification types that mean something to Rollcall itself. */
public final class NotificationTypes {

  /**
   * The letter with new credentials (Alma's own code). It goes only to users whom the job took from
   * external to internal and whose password it reset.
   */
  public static final String PASSWORD_CHANGE = "NOTIFY_PASSWORD_CHANGE";

  private NotificationTypes() {}
}

package org.rollcall.letter;

/** The notification types that Rollcall treats specially. */
public final class NotificationTypes {

  /**
   * The letter with a temporary password (Alma's own code). It is sent only to users whom the job
   * changed from external to internal and whose password it reset.
   */
  public static final String PASSWORD_CHANGE = "NOTIFY_PASSWORD_CHANGE";

  private NotificationTypes() {}
}

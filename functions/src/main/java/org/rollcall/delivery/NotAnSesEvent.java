package org.rollcall.delivery;

/** A message is not one of SES's events. Its content, which may be personal, is not told. */
public final class NotAnSesEvent extends Exception {
  NotAnSesEvent(String reason) {
    super("the message is no event of Amazon SES: " + reason, null, false, false);
  }
}

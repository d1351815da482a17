package org.rollcall.delivery;

/** A message is not one of SES's events. Its content, which may be personal, is not told. */
public final class InvalidSesEventException extends Exception {
  InvalidSesEventException(String reason) {
    super("the message is no event of Amazon SES: " + reason, null, false, false);
  }
}

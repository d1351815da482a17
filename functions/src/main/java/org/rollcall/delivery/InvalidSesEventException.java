package org.rollcall.delivery;

/**
 * A message is not an event of SES. The exception does not contain the message, which may hold
 * personal data.
 */
public final class InvalidSesEventException extends Exception {
  InvalidSesEventException(String reason) {
    super("not an event of Amazon SES: " + reason, null, false, false);
  }
}

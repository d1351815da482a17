package org.rollcall.cli.userfile;

import org.rollcall.error.ErrorCode;
import org.rollcall.error.Fault;

/** A record in XML is invalid, so that the rest of the record is not read. */
final class InvalidRecordException extends RuntimeException {

  private final String code;
  private final String message;

  InvalidRecordException(ErrorCode code, Object... values) {
    this(code.name(), code.message(values));
  }

  private InvalidRecordException(String code, String message) {
    super(message, null, false, false);
    this.code = code;
    this.message = message;
  }

  /** The error, at a place in a file. */
  Fault toFault(String place) {
    return new Fault(code, place, message);
  }
}

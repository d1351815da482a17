package org.rollcall.cli.userfile;

import java.io.IOException;
import org.rollcall.error.ErrorCode;
import org.rollcall.error.Fault;

/** A text is invalid. The rest of the text is not read. */
final class InvalidTextException extends IOException {

  private final String code;
  private final String message;

  InvalidTextException(ErrorCode code, Object... values) {
    this(code.name(), code.message(values));
  }

  private InvalidTextException(String code, String message) {
    super(message);
    this.code = code;
    this.message = message;
  }

  /** The error with its place in a file. */
  Fault toFault(String place) {
    return new Fault(code, place, message);
  }
}

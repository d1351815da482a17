package org.rollcall.cli.userfile;

import java.io.IOException;
import org.rollcall.error.ErrorCode;
import org.rollcall.error.Fault;

/** A compressed file is invalid. The rest of the file is not read. */
final class InvalidFileException extends IOException {

  private final String code;
  private final String message;

  InvalidFileException(ErrorCode code, Object... values) {
    this(code.name(), code.message(values));
  }

  private InvalidFileException(String code, String message) {
    super(message);
    this.code = code;
    this.message = message;
  }

  /** The error with its place in a file. */
  Fault toFault(String place) {
    return new Fault(code, place, message);
  }
}

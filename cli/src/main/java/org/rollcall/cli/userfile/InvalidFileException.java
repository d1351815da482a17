package org.rollcall.cli.userfile;

import java.io.IOException;
import org.rollcall.error.ErrorCode;
import org.rollcall.error.Fault;

/** A file is invalid. The rest of the file is not read. */
class InvalidFileException extends IOException {

  private final String code;

  InvalidFileException(ErrorCode code, Object... values) {
    super(code.message(values));
    this.code = code.name();
  }

  /** The error with its place in a file. */
  Fault toFault(String place) {
    return new Fault(code, place, String.valueOf(getMessage()));
  }
}

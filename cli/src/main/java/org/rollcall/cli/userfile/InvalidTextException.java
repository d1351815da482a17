package org.rollcall.cli.userfile;

import org.rollcall.error.ErrorCode;

/** A text is invalid. The rest of the text is not read. Other texts of the same zip are read. */
final class InvalidTextException extends InvalidFileException {

  InvalidTextException(ErrorCode code, Object... values) {
    super(code, values);
  }
}

package org.rollcall.local.stack;

import org.rollcall.error.ErrorCode;

/** A data folder cannot be used. The message says which folder, and what to do. */
public final class DataFolderException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final DataFolderError code;

  DataFolderException(DataFolderError code, Object... values) {
    super(code.message(values));
    this.code = code;
  }

  DataFolderException(Throwable cause, DataFolderError code, Object... values) {
    super(code.message(values), cause);
    this.code = code;
  }

  public ErrorCode code() {
    return code;
  }
}

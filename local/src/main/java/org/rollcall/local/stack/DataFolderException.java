package org.rollcall.local.stack;

import static java.util.Objects.requireNonNull;

import org.rollcall.error.ErrorCode;

/** A data folder cannot be used. The message says which folder, and what to do. */
public final class DataFolderException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final DataFolderError code;

  DataFolderException(DataFolderError code, Object... values) {
    super(code.message(values));
    this.code = requireNonNull(code, "code is null");
  }

  DataFolderException(Throwable cause, DataFolderError code, Object... values) {
    super(code.message(values), cause);
    this.code = requireNonNull(code, "code is null");
  }

  public ErrorCode code() {
    return code;
  }
}

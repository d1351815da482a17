package org.rollcall.local.stack;

import java.util.Set;
import org.rollcall.error.ErrorCode;

/** A data folder cannot be used. The message says which folder, and what to do. */
public final class DataFolderException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private static final Set<DataFolderError> FAILURES =
      Set.of(
          DataFolderError.DATA_FOLDER_NOT_WRITABLE,
          DataFolderError.BACKUP_CHANGED,
          DataFolderError.DISK_FULL,
          DataFolderError.FILE_FAILED,
          DataFolderError.USERS_DATABASE_NOT_COMPACTED,
          DataFolderError.OBJECTS_SERVER_NOT_STOPPED);

  private final DataFolderError code;

  DataFolderException(DataFolderError code, Object... values) {
    super(code.message(values));
    this.code = code;
  }

  DataFolderException(Throwable cause, DataFolderError code, Object... values) {
    super(code.message(values), cause);
    this.code = code;
  }

  /** Whether a part of the work may have been done, as opposed to a refusal before it began. */
  public boolean isFailure() {
    return FAILURES.contains(code);
  }

  public ErrorCode code() {
    return code;
  }
}

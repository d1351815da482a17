package org.rollcall.local.stack;

/**
 * A data folder that cannot be used. The message is a sentence for the user: which folder, and what
 * to do.
 */
public final class DataFolderException extends RuntimeException {

  private static final long serialVersionUID = 1;

  DataFolderException(String message) {
    super(message);
  }

  DataFolderException(String message, Throwable cause) {
    super(message, cause);
  }
}

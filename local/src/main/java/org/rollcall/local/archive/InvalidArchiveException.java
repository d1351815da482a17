package org.rollcall.local.archive;

import java.io.IOException;

/** An archive is damaged, or was written by another program. The message is the reason. */
public final class InvalidArchiveException extends IOException {

  public InvalidArchiveException(String reason) {
    super(reason);
  }
}

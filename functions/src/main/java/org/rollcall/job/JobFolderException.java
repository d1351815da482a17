package org.rollcall.job;

import org.rollcall.error.ErrorCode;

/** An object of a job's folder is missing or cannot be read. The message contains its key. */
public final class JobFolderException extends RuntimeException {

  private final transient ErrorCode code;

  public JobFolderException(JobFolderError code, String key) {
    super(code.message(key));
    this.code = code;
  }

  public ErrorCode code() {
    return code;
  }
}

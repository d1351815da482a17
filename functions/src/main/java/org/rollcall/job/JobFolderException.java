package org.rollcall.job;

/** An object of a job's folder is missing or cannot be read. The message names the object. */
public final class JobFolderException extends RuntimeException {
  JobFolderException(String message) {
    super(message);
  }
}

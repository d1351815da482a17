package org.rollcall.job;

import org.rollcall.error.ErrorCode;

/** Why an object of a job's folder cannot be read. */
public enum JobFolderError implements ErrorCode {
  JOB_FILE_MISSING("{key} is missing from the bucket"),
  JOB_FILE_DAMAGED(
      "{key} is damaged and cannot be read. Restore it from a copy. A report can also be made again:"
          + " ./rollcall report JOB_ID --rebuild"),
  JOB_FILE_OF_OTHER_JOB(
      "{key} is that of another job. Restore it from its earlier version in the bucket"),
  JOB_FILE_OF_OTHER_VERSION("{key} was written by another version of Rollcall and cannot be read");

  private final String template;

  JobFolderError(String template) {
    this.template = template;
  }

  @Override
  public String template() {
    return template;
  }
}

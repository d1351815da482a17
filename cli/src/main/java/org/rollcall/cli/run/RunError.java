package org.rollcall.cli.run;

import org.rollcall.error.ErrorCode;

/** Errors of {@code run} after a job was started. */
public enum RunError implements ErrorCode {
  JOB_CONTINUES(
      "the job {id} continues to run. To see its report later: ./rollcall report {id}{option}; to"
          + " stop it: aws stepfunctions stop-execution --execution-arn {arn}"),
  JOB_NOT_FOLLOWED(
      "the status of the job {id} cannot be read ({reason}); the job continues to run. To see its"
          + " report later: ./rollcall report {id}{option}"),
  RUN_INTERRUPTED("the command was interrupted; the job {id} continues to run"),
  JOB_STOPPED_EARLY("the job {id} was stopped before it was accepted; nothing was changed"),
  JOB_WITHOUT_REPORT(
      "the job {id} ended without a report ({error}): {cause} To make its report: ./rollcall report"
          + " {id} --rebuild{option}");

  private final String template;

  RunError(String template) {
    this.template = template;
  }

  @Override
  public String template() {
    return template;
  }
}

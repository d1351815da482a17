package org.rollcall.cli.report;

import org.rollcall.error.ErrorCode;

/** Errors of {@code report}, and of {@code run} when it makes a report. */
public enum ReportError implements ErrorCode {
  REPORT_NOT_FOUND("no job with the ID {id} has a report{hint}"),
  REPORT_NOT_BUILT(
      "the job {id} has no report: it is running, or it was interrupted. If it was interrupted, make"
          + " its report: ./rollcall report {id} --rebuild{option}"),
  JOB_STILL_RUNNING("the job {id} is still running; its report is made when it ends"),
  JOB_STILL_STOPPING(
      "the job {id} was stopped, but its functions may still be processing users. Make its report"
          + " after {time}: ./rollcall report {id} --rebuild{option}"),
  JOB_NEVER_ACCEPTED("no job with the ID {id} was accepted, so nothing was changed{hint}"),
  REPORT_NOT_UPDATED("the report does not contain the delivery events since it was made: {reason}");

  private final String template;

  ReportError(String template) {
    this.template = template;
  }

  @Override
  public String template() {
    return template;
  }
}

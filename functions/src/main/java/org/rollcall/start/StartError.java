package org.rollcall.start;

import org.rollcall.error.ErrorCode;

/** Why {@code StartJob} does not start a job. */
public enum StartError implements ErrorCode {
  NOT_A_POST_REQUEST(405, "a job is started by POST, with its input as the body"),
  INPUT_TOO_LARGE(
      413, "the job's input is larger than {limit} KiB; put the members into a set in the bucket"),
  CALLER_UNKNOWN(
      403,
      "the request does not contain its caller; the function's URL must have the authentication"
          + " type AWS_IAM"),
  NO_USER_FOR_CALLER(
      403, "no user has the identifier AWS_PRINCIPAL = {arn}; have it added to your user record"),
  SEVERAL_USERS_FOR_CALLER(
      403,
      "several users have the identifier AWS_PRINCIPAL = {arn}; have it removed from all but one"),
  OTHER_USER_NAMED(
      403,
      "must be your own user, with the identifier AWS_PRINCIPAL = {arn}; correct the key, or leave"
          + " it out"),
  STEP_FUNCTIONS_BUSY(503, "Step Functions is too busy to start a job; try again in a minute"),
  EXECUTION_NOT_STARTED(
      502, "Step Functions did not start the job ({code}); ask the stack's administrator"),
  EXECUTION_START_UNKNOWN(
      504,
      "it is not known whether the job {id} has started; look for it among the executions before"
          + " you start it again");

  private final int status;
  private final String template;

  StartError(int status, String template) {
    this.status = status;
    this.template = template;
  }

  /** The HTTP status of the response. */
  int status() {
    return status;
  }

  @Override
  public String template() {
    return template;
  }
}

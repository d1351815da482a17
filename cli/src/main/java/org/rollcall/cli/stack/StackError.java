package org.rollcall.cli.stack;

import org.rollcall.error.ErrorCode;

/** Errors of a deployed stack: it is not found, is not Rollcall's, or fails to do something. */
public enum StackError implements ErrorCode {
  STACK_NOT_FOUND(
      "your AWS account has no stack {name} in the region {region}. Choose another account or region"
          + " with AWS_PROFILE and AWS_REGION; to list the stacks: aws cloudformation list-stacks"),
  STACK_HAS_NO_OUTPUTS(
      "the stack {name} has no outputs; its status is {status}. Check that it is a Rollcall stack"
          + " and that its deployment completed."),
  STACK_OUTPUT_MISSING(
      "the stack {name} has no output {output}: it is not a Rollcall stack, or another version was"
          + " deployed. Deploy this version's template to update it."),
  REPORT_JOB_FAILED("the function ReportJob failed: {reason}. See the function's log."),
  START_UNKNOWN(
      "it is unknown whether the job {id} was started ({reason}). Check the stack's executions before"
          + " you start it again."),
  START_URL_NO_RESPONSE(
      "the stack's StartUrl did not respond ({reason}), and it is unknown whether the job was"
          + " started. Check the stack's executions before you start it again."),
  START_URL_DENIED(
      "AWS does not allow you to call the stack's StartUrl: {reason}. docs/access.md lists the rights"
          + " that you need."),
  START_JOB_ERROR("the stack's function StartJob reports: {message}"),
  START_JOB_FAILED(
      "the stack's function StartJob failed with status {status}: {reason}. See the function's"
          + " log.");

  private final String template;

  StackError(String template) {
    this.template = template;
  }

  @Override
  public String template() {
    return template;
  }
}

package org.rollcall.cli.stack;

import org.rollcall.error.ErrorCode;

/**
 * Errors of a deployed stack: it is not found, is not Rollcall's, or fails to do something. Also
 * errors of AWS, of the connection to it, and of the credentials for it.
 */
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
  PRINT_LETTERS_FAILED("the function PrintLetters failed: {reason}. See the function's log."),
  START_UNKNOWN(
      "it is unknown whether the job {id} was started ({reason}). Check the stack's executions before"
          + " you start it again."),
  START_URL_NO_RESPONSE(
      "the stack's StartUrl did not respond ({reason}), and it is unknown whether the job was"
          + " started. Check the stack's executions before you start it again."),
  START_URL_DENIED(
      "AWS does not allow you to call the stack's StartUrl: {reason}. You need the rights"
          + " lambda:InvokeFunctionUrl and lambda:InvokeFunction. docs/access.md lists the rights"
          + " that you need."),
  START_JOB_ERROR("the stack's function StartJob reports: {message}"),
  START_JOB_FAILED(
      "the stack's function StartJob failed with status {status}: {reason}. See the function's"
          + " log."),

  NO_CREDENTIALS(
      "there are no AWS credentials. Set AWS_PROFILE, or create a profile: aws configure sso, or aws"
          + " configure"),
  NO_REGION("no AWS region is set. Set AWS_REGION, or add a region to your profile: aws configure"),
  CREDENTIALS_EXPIRED(
      "your AWS credentials have expired. Sign in again, for example with aws sso login."),
  SIGN_IN_EXPIRED("your AWS sign-in has expired. Sign in again: aws sso login"),
  CREDENTIALS_UNKNOWN(
      "AWS does not know your credentials ({error}). To see which ones you use: aws configure list"),
  ACCESS_DENIED("AWS does not allow this: {reason} docs/access.md lists the rights that you need."),
  AWS_UNREACHABLE(
      "AWS cannot be reached: {reason} Check the network connection, AWS_REGION and"
          + " AWS_ENDPOINT_URL."),
  AWS_CALL_FAILED("the call to AWS failed: {reason}"),
  AWS_ERROR("AWS returned an error: {reason} ({error})");

  private final String template;

  StackError(String template) {
    this.template = template;
  }

  @Override
  public String template() {
    return template;
  }
}

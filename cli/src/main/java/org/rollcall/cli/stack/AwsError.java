package org.rollcall.cli.stack;

import org.rollcall.error.ErrorCode;

/** Errors of AWS, of the connection to it, and of the credentials for it. */
public enum AwsError implements ErrorCode {
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

  AwsError(String template) {
    this.template = template;
  }

  @Override
  public String template() {
    return template;
  }
}

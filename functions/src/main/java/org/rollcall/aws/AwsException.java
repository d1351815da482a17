package org.rollcall.aws;

/**
 * A call of AWS failed, after the SDK's retries. The cause is the SDK's exception. Each store and
 * client has a subclass, so that its callers need not know the SDK.
 */
public abstract class AwsException extends RuntimeException {

  private final String code;

  /**
   * Wraps an exception of the SDK.
   *
   * @param service the name of the AWS service, such as {@code S3}
   */
  protected AwsException(String service, RuntimeException cause) {
    super(service + " failed", cause);
    this.code = ServiceErrors.code(cause);
  }

  /** AWS's error code, such as {@code AccessDenied}; empty if AWS did not answer. */
  public String code() {
    return code;
  }
}

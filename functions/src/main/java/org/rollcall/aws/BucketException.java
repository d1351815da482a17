package org.rollcall.aws;

/** S3 failed, or an object did not arrive completely and unchanged. */
public final class BucketException extends AwsException {
  public BucketException(RuntimeException cause) {
    super("S3", cause);
  }
}

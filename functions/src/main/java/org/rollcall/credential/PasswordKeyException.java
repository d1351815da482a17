package org.rollcall.credential;

import org.rollcall.aws.AwsException;

/** KMS failed to use the key of temporary passwords. */
public final class PasswordKeyException extends AwsException {
  PasswordKeyException(RuntimeException cause) {
    super("KMS", cause);
  }
}

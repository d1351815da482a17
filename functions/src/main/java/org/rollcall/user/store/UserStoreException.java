package org.rollcall.user.store;

import org.rollcall.aws.AwsException;

/** DynamoDB failed, or has throttled the users table for too long. */
public final class UserStoreException extends AwsException {
  UserStoreException(RuntimeException cause) {
    super("DynamoDB", cause);
  }
}

package org.rollcall.credential;

import org.rollcall.aws.AwsException;

/** DynamoDB failed to read or write the table of sign-in links. */
public final class LinkTableException extends AwsException {
  LinkTableException(RuntimeException cause) {
    super("DynamoDB", cause);
  }
}

package org.rollcall.user.store;

/** DynamoDB will not have a user's item as it was to be written, which may have grown too large. */
public final class WriteRefusedException extends RuntimeException {
  WriteRefusedException(String code) {
    super("DynamoDB refused the changed record (" + code + ")", null, false, false);
  }
}

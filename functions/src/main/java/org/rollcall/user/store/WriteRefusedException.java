package org.rollcall.user.store;

/** DynamoDB rejects a user's changed item as invalid, for example because it is too large. */
public final class WriteRefusedException extends RuntimeException {
  WriteRefusedException() {
    super("DynamoDB rejected the changed record (ValidationException)", null, false, false);
  }
}

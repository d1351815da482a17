package org.rollcall.user.store;

/** Somebody else has written the user's item since it was read; read it again and decide anew. */
public final class UserModifiedException extends Exception {
  UserModifiedException() {
    super("the user's item was written by somebody else since it was read", null, false, false);
  }
}

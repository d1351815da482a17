package org.rollcall.user.store;

/** The user's item was modified since it was read. Read it again before another write. */
public final class UserModifiedException extends Exception {
  UserModifiedException() {
    super("the user's item was modified since it was read", null, false, false);
  }
}

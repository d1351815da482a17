package org.rollcall.user;

/** Somebody else has written the user's item since it was read; read it again and decide anew. */
public final class UserChangedMeanwhile extends Exception {
  UserChangedMeanwhile() {
    super("the user's item was written by somebody else since it was read", null, false, false);
  }
}

package org.rollcall.credential;

import org.rollcall.user.AccountType;
import org.rollcall.user.BrokenRecordException;
import org.rollcall.user.store.StoredUser;

/** Decides who may sign in with a credential of Rollcall. */
final class SignInRights {

  private SignInRights() {}

  /** Whether a user is internal and active. */
  static boolean maySignIn(StoredUser stored) {
    try {
      return stored.user().accountType() == AccountType.INTERNAL
          && stored.user().code("status").orElse("ACTIVE").equalsIgnoreCase("ACTIVE");
    } catch (BrokenRecordException e) {
      return false;
    }
  }
}

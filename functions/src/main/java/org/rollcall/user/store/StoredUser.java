package org.rollcall.user.store;

import static java.util.Objects.requireNonNull;

import org.rollcall.user.User;
import org.rollcall.user.state.RollcallState;

/** A user as the table holds one: the record, and what Rollcall keeps beside it. */
public record StoredUser(User user, RollcallState rollcall) {
  public StoredUser {
    requireNonNull(user, "user is null");
    requireNonNull(rollcall, "rollcall is null");
  }

  public StoredUser with(RollcallState bookkeeping) {
    return new StoredUser(user, bookkeeping);
  }
}

package org.rollcall.user;

import static java.util.Objects.requireNonNull;

/** A user as the table holds one: the record, and what Rollcall keeps beside it. */
public record StoredUser(User user, Bookkeeping rollcall) {
  public StoredUser {
    requireNonNull(user, "user is null");
    requireNonNull(rollcall, "rollcall is null");
  }

  public StoredUser with(Bookkeeping bookkeeping) {
    return new StoredUser(user, bookkeeping);
  }
}

package org.rollcall.user.store;

import org.rollcall.user.User;
import org.rollcall.user.state.RollcallState;

/** A user in the users table: the record and Rollcall's state. */
public record StoredUser(User user, RollcallState state) {

  /** This user for one decision; see {@link User#withRecordedReads}. */
  public StoredUser withRecordedReads() {
    return new StoredUser(user.withRecordedReads(), state);
  }

  public StoredUser withState(RollcallState newState) {
    return new StoredUser(user, newState);
  }
}

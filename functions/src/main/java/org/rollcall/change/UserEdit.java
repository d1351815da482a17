package org.rollcall.change;

import java.util.List;
import org.rollcall.user.User;

/** What a change does to a user: a pure function. Beside it, what the job must know of it. */
@FunctionalInterface
public interface UserEdit {

  /**
   * The user after the edit; the same user if there is nothing to do.
   *
   * @throws org.rollcall.user.BrokenRecordException if the record is not what Alma's format says
   */
  User apply(User user, ChangeContext context);

  /** Whether the password of a user whom it takes from external to internal is reset. */
  default boolean resetsPassword() {
    return false;
  }

  /** The roles that it gives or takes away, in the input's order. */
  default List<RequestedRole> roles() {
    return List.of();
  }
}

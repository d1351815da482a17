package org.rollcall.change;

import org.rollcall.user.User;

/** What a change does to a user: a pure function. */
@FunctionalInterface
public interface Edit {

  /**
   * The user after the edit; the same user if there is nothing to do.
   *
   * @throws org.rollcall.user.BrokenRecord if the record is not what Alma's format says
   */
  User apply(User user, ChangeContext context);
}

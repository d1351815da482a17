package org.rollcall.change;

import java.util.List;
import java.util.Optional;
import org.rollcall.user.CredentialKind;
import org.rollcall.user.User;

/** The effect of a change on a user, as a pure function. */
@FunctionalInterface
public interface UserEdit {

  /**
   * The user after the edit; the same object if the edit changes nothing.
   *
   * @throws org.rollcall.user.BrokenRecordException if the record does not follow Alma's format
   */
  User apply(User user, ChangeContext context);

  /** Whether the password of a user whose account becomes internal is reset. */
  default boolean resetsPassword() {
    return false;
  }

  /** How users whose password is reset sign in; empty for the institution's default. */
  default Optional<CredentialKind> credential() {
    return Optional.empty();
  }

  /** Whether an account without a usable email address does not become internal. */
  default boolean onlyReachable() {
    return false;
  }

  /** The days that the edit sets. */
  default List<NewDay> days() {
    return List.of();
  }

  /** The roles that the edit adds or removes, in the input's order. */
  default List<RequestedRole> roles() {
    return List.of();
  }
}

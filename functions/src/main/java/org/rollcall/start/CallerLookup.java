package org.rollcall.start;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rollcall.user.Identifier;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
import org.rollcall.user.store.StoredUser;
import org.rollcall.user.store.UserTable;

/**
 * Finds the user who is a caller of AWS: the one who has the caller's ARN as an identifier. What
 * the user may do, and whether the account is active, is not asked here.
 */
final class CallerLookup {

  /** The type of the identifiers that are ARNs. */
  private static final String PRINCIPAL = "AWS_PRINCIPAL";

  private final UserTable users;

  CallerLookup(UserTable users) {
    this.users = requireNonNull(users, "users is null");
  }

  /**
   * The caller's primary id, as the record has it.
   *
   * @param claimed who the caller says to be; nothing to have the table searched
   * @throws StartRefusedException if that is somebody else, or not exactly one user has the ARN
   */
  PrimaryId identify(String arn, Optional<PrimaryId> claimed) throws StartRefusedException {
    return claimed.isPresent() ? confirm(arn, claimed.get()) : search(arn);
  }

  private PrimaryId confirm(String arn, PrimaryId claimed) throws StartRefusedException {
    List<PrimaryId> found = holders(arn, Set.of(claimed));
    if (found.isEmpty()) {
      throw new StartRefusedException(
          403,
          "initiated_by",
          "names somebody else than you, who are "
              + arn
              + ": leave the key out, or name the user who has this as an identifier of type "
              + PRINCIPAL);
    }
    return found.get(0);
  }

  private PrimaryId search(String arn) throws StartRefusedException {
    Set<PrimaryId> seen = new HashSet<>();
    users.forEach(
        stored -> {
          if (isHeldBy(stored.user(), arn)) {
            seen.add(stored.user().primaryId());
          }
        });
    // The search may see what has just been taken away: so whom it finds is looked at once more.
    List<PrimaryId> found = holders(arn, seen);
    if (found.isEmpty()) {
      throw new StartRefusedException(
          403,
          "initiated_by",
          "cannot be told, since no user is you: have "
              + arn
              + " put into your user record, as an identifier of type "
              + PRINCIPAL);
    }
    if (found.size() > 1) {
      throw new StartRefusedException(
          403,
          "initiated_by",
          "cannot be told, since several users are you: have "
              + arn
              + " taken from all but one of them, where it is an identifier of type "
              + PRINCIPAL);
    }
    return found.get(0);
  }

  private List<PrimaryId> holders(String arn, Set<PrimaryId> ids) {
    return users.find(ids).values().stream()
        .map(StoredUser::user)
        .filter(user -> isHeldBy(user, arn))
        .map(User::primaryId)
        .toList();
  }

  /** Exactly the ARN: role sessions whose names differ in case alone are two. */
  private static boolean isHeldBy(User user, String arn) {
    return Identifier.activeOf(user)
        .anyMatch(
            identifier -> identifier.type().equals(PRINCIPAL) && identifier.value().equals(arn));
  }
}

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
 * Finds the user that belongs to a caller of AWS: the user with the caller's ARN as an identifier.
 * It does not check what the user may do, nor whether the account is active. See D-074.
 */
final class CallerLookup {

  private static final String KEY = "initiated_by";

  /** The identifier type of ARNs. */
  private static final String PRINCIPAL = "AWS_PRINCIPAL";

  private final UserTable users;

  CallerLookup(UserTable users) {
    this.users = requireNonNull(users, "users is null");
  }

  /**
   * The caller's primary ID, as in the record.
   *
   * @param claimed the user that the caller names; empty to search all users
   * @throws StartRefusedException if the named user is not the caller, or not exactly one user has
   *     the ARN
   */
  PrimaryId identify(String arn, Optional<PrimaryId> claimed) throws StartRefusedException {
    return claimed.isPresent() ? confirm(arn, claimed.get()) : search(arn);
  }

  private PrimaryId confirm(String arn, PrimaryId claimed) throws StartRefusedException {
    List<PrimaryId> found = usersWith(arn, Set.of(claimed));
    if (found.isEmpty()) {
      throw StartRefusedException.of(KEY, StartError.OTHER_USER_NAMED, arn);
    }
    return found.get(0);
  }

  private PrimaryId search(String arn) throws StartRefusedException {
    Set<PrimaryId> seen = new HashSet<>();
    users.forEach(
        stored -> {
          if (hasArn(stored.user(), arn)) {
            seen.add(stored.user().primaryId());
          }
        });
    // The scan is eventually consistent; a consistent read confirms its result.
    List<PrimaryId> found = usersWith(arn, seen);
    if (found.isEmpty()) {
      throw StartRefusedException.of(KEY, StartError.NO_USER_FOR_CALLER, arn);
    }
    if (found.size() > 1) {
      throw StartRefusedException.of(KEY, StartError.SEVERAL_USERS_FOR_CALLER, arn);
    }
    return found.get(0);
  }

  private List<PrimaryId> usersWith(String arn, Set<PrimaryId> ids) {
    return users.find(ids).values().stream()
        .map(StoredUser::user)
        .filter(user -> hasArn(user, arn))
        .map(User::primaryId)
        .toList();
  }

  /** Compares exactly: the names of role sessions are case-sensitive. */
  private static boolean hasArn(User user, String arn) {
    return Identifier.activeOf(user)
        .anyMatch(
            identifier -> identifier.type().equals(PRINCIPAL) && identifier.value().equals(arn));
  }
}

package org.rollcall.start;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rollcall.user.Identifier;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
import org.rollcall.user.store.StoredUser;
import org.rollcall.user.store.UserTable;

/** Finds the user to which an AWS identity belongs, by the identity's ARN in the user's record. */
public record CallerUser(UserTable users) {

  /** The identifier type of ARNs. */
  private static final String ARN_IDENTIFIER_TYPE = "AWS_PRINCIPAL";

  /**
   * The primary ID of the user whose record has the caller's ARN as an identifier, in the spelling
   * of the record. The user's roles and the state of the account are not checked. See D-074.
   *
   * @param namedUser the user in the caller's input; empty to search all users
   * @throws StartRefusedException if the named user is not the caller, or if no user or several
   *     users have the ARN
   */
  PrimaryId identify(String arn, Optional<PrimaryId> namedUser) throws StartRefusedException {
    return namedUser.isPresent() ? requireCaller(arn, namedUser.get()) : findCaller(arn);
  }

  private PrimaryId requireCaller(String arn, PrimaryId namedUser) throws StartRefusedException {
    List<PrimaryId> found = findUsersWith(arn, Set.of(namedUser));
    if (found.isEmpty()) {
      throw StartRefusedException.of(JobStarter.INITIATED_BY, StartError.OTHER_USER_NAMED, arn);
    }
    return found.get(0);
  }

  /**
   * The user of an ARN.
   *
   * @throws StartRefusedException if no user or several users have it
   */
  public PrimaryId findCaller(String arn) throws StartRefusedException {
    Set<PrimaryId> candidates = new HashSet<>();
    users.forEach(
        stored -> {
          if (hasArn(stored.user(), arn)) {
            candidates.add(stored.user().primaryId());
          }
        });
    // The scan is eventually consistent; a consistent read confirms its result.
    List<PrimaryId> found = findUsersWith(arn, candidates);
    if (found.isEmpty()) {
      throw StartRefusedException.of(JobStarter.INITIATED_BY, StartError.NO_USER_FOR_CALLER, arn);
    }
    if (found.size() > 1) {
      throw StartRefusedException.of(
          JobStarter.INITIATED_BY, StartError.SEVERAL_USERS_FOR_CALLER, arn);
    }
    return found.get(0);
  }

  private List<PrimaryId> findUsersWith(String arn, Set<PrimaryId> ids) {
    return users.find(ids).values().stream()
        .map(StoredUser::user)
        .filter(user -> hasArn(user, arn))
        .map(User::primaryId)
        .toList();
  }

  /** Compares with case, because the names of role sessions are case-sensitive. */
  private static boolean hasArn(User user, String arn) {
    return Identifier.activeOf(user)
        .anyMatch(
            identifier ->
                identifier.type().equals(ARN_IDENTIFIER_TYPE) && identifier.value().equals(arn));
  }
}

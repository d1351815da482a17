package org.rollcall.credential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Optional;
import org.rollcall.user.AccountType;
import org.rollcall.user.BrokenRecordException;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.IssuedCredential;
import org.rollcall.user.store.StoredUser;
import org.rollcall.user.store.UserModifiedException;
import org.rollcall.user.store.UserTable;

/**
 * Checks temporary passwords for a sign-in service, by deriving them again. A wrong attempt is
 * counted before it is answered. After {@link #MAX_ATTEMPTS} wrong attempts the credential is
 * locked permanently.
 */
public final class CredentialCheck {

  /** The number of wrong attempts after which a credential is locked. */
  public static final int MAX_ATTEMPTS = 10;

  private final UserTable users;
  private final TemporaryPassword passwords;
  private final Clock clock;

  public CredentialCheck(UserTable users, TemporaryPassword passwords, Clock clock) {
    this.users = users;
    this.passwords = passwords;
    this.clock = clock;
  }

  /**
   * The result of a check. Only {@link #ACCEPTED} allows a sign-in. The others are for the sign-in
   * service's log, and must not be shown to the person who signs in.
   */
  public enum Verdict {
    ACCEPTED,
    /** The user does not exist, is not internal, is not active, or has no temporary password. */
    NO_CREDENTIAL,
    EXPIRED,
    LOCKED,
    WRONG
  }

  /**
   * The answer to a sign-in service.
   *
   * @param mustChange whether the user has to choose a new password first
   */
  public record Answer(boolean accepted, boolean mustChange, Verdict verdict) {
    static Answer denied(Verdict verdict) {
      return new Answer(false, false, verdict);
    }
  }

  /** Checks a password for a user. */
  public Answer check(PrimaryId id, String password) {
    while (true) {
      Optional<StoredUser> stored = users.find(id);
      Optional<IssuedCredential> credential =
          stored.filter(this::maySignIn).flatMap(user -> user.state().credential());
      if (credential.isEmpty()) {
        return Answer.denied(Verdict.NO_CREDENTIAL);
      }
      IssuedCredential issued = credential.get();
      if (!clock.instant().isBefore(issued.expires())) {
        return Answer.denied(Verdict.EXPIRED);
      }
      if (issued.failedTries() >= MAX_ATTEMPTS) {
        return Answer.denied(Verdict.LOCKED);
      }
      if (isEqual(passwords.derive(issued.jobId(), id), password)) {
        return new Answer(true, issued.mustChange(), Verdict.ACCEPTED);
      }
      try {
        StoredUser user = stored.orElseThrow();
        users.saveState(
            user, user.state().withCredential(Optional.of(issued.afterFailedAttempt())));
        return Answer.denied(Verdict.WRONG);
      } catch (UserModifiedException e) {
        // Read again: there may be another credential, or another attempt was counted.
      }
    }
  }

  private boolean maySignIn(StoredUser stored) {
    try {
      return stored.user().accountType() == AccountType.INTERNAL
          && stored.user().code("status").orElse("ACTIVE").equalsIgnoreCase("ACTIVE");
    } catch (BrokenRecordException e) {
      return false;
    }
  }

  /** Compares in constant time. */
  private static boolean isEqual(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}

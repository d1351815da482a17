package org.rollcall.credential;

import static java.util.Objects.requireNonNull;

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
 * Answers a sign-in service that asks whether a temporary password is right, by deriving it again.
 * Every wrong try is counted before it is answered; after {@link #MOST_TRIES} of them the
 * credential is locked for good.
 */
public final class CredentialCheck {

  /** How many wrong tries a credential allows. */
  public static final int MOST_TRIES = 10;

  private final UserTable users;
  private final TemporaryPassword passwords;
  private final Clock clock;

  public CredentialCheck(UserTable users, TemporaryPassword passwords, Clock clock) {
    this.users = requireNonNull(users, "users is null");
    this.passwords = requireNonNull(passwords, "passwords is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /**
   * What came of a check. Only {@link #ACCEPTED} lets anybody in; the others are for the sign-in
   * service's log, not for whoever tries.
   */
  public enum Verdict {
    ACCEPTED,
    /** The user is not there, is not the library's own or not active, or has no such credential. */
    NO_CREDENTIAL,
    EXPIRED,
    LOCKED,
    WRONG
  }

  /**
   * The answer to a sign-in service.
   *
   * @param mustChange whether the user has to choose a new password before anything else
   */
  public record Answer(boolean accepted, boolean mustChange, Verdict verdict) {
    static Answer of(Verdict verdict) {
      return new Answer(false, false, verdict);
    }
  }

  /** Checks a password for a user. */
  public Answer check(PrimaryId id, String password) {
    while (true) {
      Optional<StoredUser> stored = users.find(id);
      Optional<IssuedCredential> credential =
          stored.filter(this::maySignIn).flatMap(user -> user.rollcall().credential());
      if (credential.isEmpty()) {
        return Answer.of(Verdict.NO_CREDENTIAL);
      }
      IssuedCredential issued = credential.get();
      if (!clock.instant().isBefore(issued.expires())) {
        return Answer.of(Verdict.EXPIRED);
      }
      if (issued.failedTries() >= MOST_TRIES) {
        return Answer.of(Verdict.LOCKED);
      }
      if (isEqual(passwords.derive(issued.jobId(), id), password)) {
        return new Answer(true, issued.mustChange(), Verdict.ACCEPTED);
      }
      try {
        count(stored.orElseThrow(), issued);
        return Answer.of(Verdict.WRONG);
      } catch (UserModifiedException e) {
        // Read again: the credential may be another by now, or another wrong try was counted.
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

  private void count(StoredUser stored, IssuedCredential issued) throws UserModifiedException {
    users.keep(stored, stored.rollcall().withCredential(Optional.of(issued.afterFailedTry())));
  }

  private static boolean isEqual(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}

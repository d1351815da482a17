package org.rollcall.credential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.rollcall.id.JobId;
import org.rollcall.id.JobReference;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.IssuedCredential;
import org.rollcall.user.store.StoredUser;
import org.rollcall.user.store.UserModifiedException;
import org.rollcall.user.store.UserTable;

/**
 * Checks temporary passwords for a sign-in service, by deriving them again. A wrong attempt is
 * counted before it is answered. After {@link #ATTEMPTS_BEFORE_LOCK} wrong attempts, the credential
 * is locked for {@link #LOCK_DURATION}; after {@link #MAX_ATTEMPTS}, until another one is issued.
 * Attempts while it is locked are not counted. Every check makes the same calls of AWS, so that
 * their number does not tell whether the user exists: one read, one derivation and one conditional
 * write. See D-154.
 */
public final class CredentialCheck {

  /** The number of wrong attempts after which a credential is locked for some time. */
  public static final int ATTEMPTS_BEFORE_LOCK = 10;

  /** The number of wrong attempts after which a credential is locked permanently. */
  public static final int MAX_ATTEMPTS = 100;

  /** How long a credential is locked. */
  public static final Duration LOCK_DURATION = Duration.ofMinutes(15);

  /**
   * How many times an item that others keep writing is read. Wrong attempts at the same time are at
   * most {@link #ATTEMPTS_BEFORE_LOCK} of these writes.
   */
  private static final int MAX_READS = 30;

  /** The job of a derivation whose result is not used. */
  private static final JobReference NO_JOB = new JobReference(new JobId("none"), Instant.EPOCH);

  /** Is read instead of an ID that no user can have, for which there would be no call. */
  private static final PrimaryId NO_USER = PrimaryId.of("-");

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
   * @param lockedUntil when a lock ends; empty if nothing is locked, or permanently
   */
  public record Answer(
      boolean accepted, boolean mustChange, Verdict verdict, Optional<Instant> lockedUntil) {
    static Answer denied(Verdict verdict) {
      return new Answer(false, false, verdict, Optional.empty());
    }
  }

  /**
   * Checks a password for a user.
   *
   * @throws IllegalStateException if others kept writing the user's item
   */
  public Answer check(PrimaryId id, String password) {
    PrimaryId user = id.isValid() ? id : NO_USER;
    for (int reads = 0; reads < MAX_READS; reads++) {
      try {
        return check(user, users.find(user).filter(found -> id.isValid()), password);
      } catch (UserModifiedException e) {
        // Read again: there may be another credential, or another attempt was counted.
      }
    }
    throw new IllegalStateException("the user's item was modified too often");
  }

  private Answer check(PrimaryId id, Optional<StoredUser> stored, String password)
      throws UserModifiedException {
    Instant now = clock.instant();
    Optional<IssuedCredential> credential =
        stored
            .filter(SignInRights::maySignIn)
            .flatMap(user -> user.state().credential())
            .filter(issued -> !issued.isLink());
    JobReference job = credential.map(IssuedCredential::job).orElse(NO_JOB);
    boolean isRight = isEqual(passwords.derive(job, id), password);
    Optional<Answer> denial =
        credential.isPresent()
            ? denial(credential.get(), now)
            : Optional.of(Answer.denied(Verdict.NO_CREDENTIAL));
    if (denial.isPresent()) {
      users.writeNothing(id);
      return denial.get();
    }
    IssuedCredential issued = credential.orElseThrow();
    IssuedCredential next = isRight ? issued.usedAt(now) : afterWrongAttempt(issued, now);
    StoredUser user = stored.orElseThrow();
    users.saveState(user, user.state().withCredential(Optional.of(next)));
    return isRight
        ? new Answer(true, issued.mustChange(), Verdict.ACCEPTED, Optional.empty())
        : Answer.denied(Verdict.WRONG);
  }

  /** Why no password of a credential is accepted now; empty if the right one is. */
  private static Optional<Answer> denial(IssuedCredential issued, Instant now) {
    if (!now.isBefore(issued.expires())) {
      return Optional.of(Answer.denied(Verdict.EXPIRED));
    }
    if (issued.failedTries() >= MAX_ATTEMPTS) {
      return Optional.of(Answer.denied(Verdict.LOCKED));
    }
    return issued
        .lockedUntil()
        .filter(now::isBefore)
        .map(end -> new Answer(false, false, Verdict.LOCKED, Optional.of(end)));
  }

  private static IssuedCredential afterWrongAttempt(IssuedCredential issued, Instant now) {
    boolean isLocked = (issued.failedTries() + 1) % ATTEMPTS_BEFORE_LOCK == 0;
    return issued.afterFailedAttempt(
        isLocked ? Optional.of(now.plus(LOCK_DURATION)) : Optional.empty());
  }

  /** Compares in constant time. */
  private static boolean isEqual(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}

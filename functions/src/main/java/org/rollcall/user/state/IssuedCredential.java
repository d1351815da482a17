package org.rollcall.user.state;

import java.time.Instant;
import java.util.Optional;
import org.rollcall.id.JobReference;

/**
 * A temporary password that a job has issued. The password itself is not stored; it is derived from
 * this and a key. See D-068.
 *
 * @param job the job that issued it, a part of the derivation
 * @param expires the time from which the password is not accepted any more
 * @param mustChange whether the user must change the password at the first sign-in
 * @param failedTries the number of wrong passwords since it was issued
 * @param lockedUntil the time until which no password is accepted, after several wrong ones
 * @param used when the password was accepted for the first time
 */
public record IssuedCredential(
    JobReference job,
    Instant issued,
    Instant expires,
    boolean mustChange,
    int failedTries,
    Optional<Instant> lockedUntil,
    Optional<Instant> used) {

  /** A credential that nobody has tried. The password must be changed at the first sign-in. */
  public static IssuedCredential of(JobReference job, Instant issued, Instant expires) {
    return new IssuedCredential(job, issued, expires, true, 0, Optional.empty(), Optional.empty());
  }

  /** This credential, valid at least until a given time. */
  public IssuedCredential validUntil(Instant time) {
    return time.isAfter(expires)
        ? new IssuedCredential(job, issued, time, mustChange, failedTries, lockedUntil, used)
        : this;
  }

  /**
   * This credential after one more wrong password.
   *
   * @param newLock the time until which it is locked now; empty if it is not
   */
  public IssuedCredential afterFailedAttempt(Optional<Instant> newLock) {
    return new IssuedCredential(job, issued, expires, mustChange, failedTries + 1, newLock, used);
  }

  /** This credential after its password was accepted. The first time is kept. */
  public IssuedCredential usedAt(Instant now) {
    return new IssuedCredential(
        job,
        issued,
        expires,
        mustChange,
        failedTries,
        lockedUntil,
        used.or(() -> Optional.of(now)));
  }
}

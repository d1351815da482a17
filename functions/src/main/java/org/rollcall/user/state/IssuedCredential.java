package org.rollcall.user.state;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Optional;
import org.rollcall.id.JobReference;

/**
 * A temporary password or a sign-in link that a job has issued. The password or link itself is not
 * stored; it is derived from this and a key. See D-068 and D-190.
 *
 * @param job the job that issued it, a part of the derivation
 * @param expires the time from which it is not accepted any more
 * @param mustChange whether the user must choose a password at the first sign-in
 * @param failedTries the number of wrong passwords since it was issued
 * @param lockedUntil the time until which no password is accepted, after several wrong ones
 * @param used when the password was accepted for the first time, or the link was used
 * @param link the link; empty for a password
 */
public record IssuedCredential(
    JobReference job,
    Instant issued,
    Instant expires,
    boolean mustChange,
    int failedTries,
    Optional<Instant> lockedUntil,
    Optional<Instant> used,
    Optional<CredentialLink> link) {

  /** A password that nobody has tried. It must be changed at the first sign-in. */
  public static IssuedCredential of(JobReference job, Instant issued, Instant expires) {
    return of(job, issued, expires, Optional.empty());
  }

  /** A link that was not sent yet. The user must choose a password at the first sign-in. */
  public static IssuedCredential ofLink(JobReference job, Instant issued, Instant expires) {
    return of(job, issued, expires, Optional.of(CredentialLink.NOT_SENT));
  }

  private static IssuedCredential of(
      JobReference job, Instant issued, Instant expires, Optional<CredentialLink> link) {
    return new IssuedCredential(
        job, issued, expires, true, 0, Optional.empty(), Optional.empty(), link);
  }

  /** Whether this is a link, and not a password. */
  @JsonIgnore
  public boolean isLink() {
    return link.isPresent();
  }

  /** The locator of the link; empty for a password, and until the link's letter is sent. */
  @JsonIgnore
  public Optional<String> locator() {
    return link.flatMap(CredentialLink::locator);
  }

  /** Whether this is a link that was used. It is never accepted again. */
  @JsonIgnore
  public boolean isUsedLink() {
    return isLink() && used.isPresent();
  }

  /** This link with a locator, which it keeps for ever. */
  public IssuedCredential withLocator(String locator) {
    return new IssuedCredential(
        job,
        issued,
        expires,
        mustChange,
        failedTries,
        lockedUntil,
        used,
        Optional.of(new CredentialLink(Optional.of(locator))));
  }

  /** This credential, valid at least until a given time. */
  public IssuedCredential validUntil(Instant time) {
    return time.isAfter(expires)
        ? new IssuedCredential(job, issued, time, mustChange, failedTries, lockedUntil, used, link)
        : this;
  }

  /**
   * This credential after one more wrong password.
   *
   * @param newLock the time until which it is locked now; empty if it is not
   */
  public IssuedCredential afterFailedAttempt(Optional<Instant> newLock) {
    return new IssuedCredential(
        job, issued, expires, mustChange, failedTries + 1, newLock, used, link);
  }

  /** This credential after it was accepted. The first time is kept. */
  public IssuedCredential usedAt(Instant now) {
    return new IssuedCredential(
        job,
        issued,
        expires,
        mustChange,
        failedTries,
        lockedUntil,
        used.or(() -> Optional.of(now)),
        link);
  }
}

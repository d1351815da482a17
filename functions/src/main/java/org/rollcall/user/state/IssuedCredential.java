package org.rollcall.user.state;

import java.time.Instant;
import org.rollcall.id.JobId;

/**
 * A temporary password that a job has issued. The password itself is not stored; it is derived from
 * this and a key. See D-068.
 *
 * @param jobId the job that issued it, a part of the derivation
 * @param expires the time from which the password is not accepted any more
 * @param mustChange whether the user must change the password at the first sign-in
 * @param failedTries the number of wrong passwords since it was issued
 */
public record IssuedCredential(
    JobId jobId, Instant issued, Instant expires, boolean mustChange, int failedTries) {

  /** This credential, valid at least until a given time. */
  public IssuedCredential validUntil(Instant time) {
    return time.isAfter(expires)
        ? new IssuedCredential(jobId, issued, time, mustChange, failedTries)
        : this;
  }

  /** This credential after one more wrong password. */
  public IssuedCredential afterFailedAttempt() {
    return new IssuedCredential(jobId, issued, expires, mustChange, failedTries + 1);
  }
}

package org.rollcall.user.state;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * That a temporary password was issued: enough to derive it again with the key, and nothing to
 * guess it from without.
 *
 * @param jobId the job that issued it, a part of the derivation
 * @param expires the first moment at which it is no longer accepted
 * @param mustChange whether the password must be changed at the first sign-in
 * @param failedTries how often a wrong password was tried since it was issued
 */
public record IssuedCredential(
    String jobId, Instant issued, Instant expires, boolean mustChange, int failedTries) {

  public IssuedCredential {
    requireNonNull(jobId, "jobId is null");
    requireNonNull(issued, "issued is null");
    requireNonNull(expires, "expires is null");
  }

  /** The same credential, good until a moment at least. */
  public IssuedCredential lasting(Instant until) {
    return until.isAfter(expires)
        ? new IssuedCredential(jobId, issued, until, mustChange, failedTries)
        : this;
  }

  /** The same credential after one more wrong try. */
  public IssuedCredential afterFailedTry() {
    return new IssuedCredential(jobId, issued, expires, mustChange, failedTries + 1);
  }
}

package org.rollcall.user.state;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.rollcall.user.EmailAddress;

/**
 * An address that a letter came back from for good.
 *
 * @param address as the letter was sent to it
 * @param when the letter came back
 * @param jobId the job that sent the letter
 */
public record UndeliverableAddress(String address, Instant when, String jobId) {

  public UndeliverableAddress {
    requireNonNull(address, "address is null");
    requireNonNull(when, "when is null");
    requireNonNull(jobId, "jobId is null");
  }

  /** Whether this is the address, in whatever letter case, with its domain encoded or not. */
  public boolean is(String other) {
    return EmailAddress.of(address)
        .flatMap(mine -> EmailAddress.of(other).map(mine::isSameAs))
        .orElse(false);
  }

  /** Nothing personal. */
  @Override
  public String toString() {
    return "an undeliverable address, since " + when + " by job " + jobId;
  }
}

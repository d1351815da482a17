package org.rollcall.user.state;

import java.time.Instant;
import org.rollcall.id.JobId;
import org.rollcall.user.EmailAddress;

/**
 * An address from which a letter has bounced permanently.
 *
 * @param address the recipient of the letter, as it was sent
 * @param when the time of the bounce
 * @param jobId the job that sent the letter
 */
public record UndeliverableAddress(String address, Instant when, JobId jobId) {

  /** Whether an address is the same mailbox: ignores letter case and the domain's encoding. */
  public boolean matches(EmailAddress other) {
    return EmailAddress.of(address).filter(other::isSameAs).isPresent();
  }

  /** Contains no personal data. */
  @Override
  public String toString() {
    return "an undeliverable address, since " + when + " by job " + jobId;
  }
}

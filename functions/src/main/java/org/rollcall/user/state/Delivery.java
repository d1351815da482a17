package org.rollcall.user.state;

import java.time.Instant;
import java.util.Optional;

/**
 * What SES has reported about a letter after it accepted the letter.
 *
 * @param when the time of the delivery, the bounce or the complaint
 */
public record Delivery(Kind kind, Instant when) {

  /** The kinds of reports, in order of increasing severity. See D-065. */
  public enum Kind {
    /** The recipient's mail server has accepted the letter. */
    DELIVERED,
    /** A temporary failure, such as a full mailbox, or an automatic answer. */
    SOFT_BOUNCED,
    /** SES found a virus in the letter and did not send it. */
    REJECTED,
    /** SES did not send the letter: the address is on the suppression list of the account. */
    SUPPRESSED,
    /** A permanent failure, such as a mailbox that does not exist. */
    BOUNCED,
    /** The recipient has marked the letter as spam. */
    COMPLAINED;

    /** Whether the letter certainly did not reach its recipient. */
    public boolean isUndelivered() {
      return this == REJECTED || this == SUPPRESSED || this == BOUNCED;
    }
  }

  /**
   * The more severe one of this and a known delivery. SES reports events more than once and in any
   * order.
   */
  Delivery moreSevere(Optional<Delivery> known) {
    return known.filter(other -> other.kind.compareTo(kind) >= 0).orElse(this);
  }
}

package org.rollcall.user.state;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * What became of a letter after SES had taken it.
 *
 * @param when it was delivered, came back, or was complained of
 */
public record Delivery(Kind kind, Instant when) {

  /** The ways in which SES hears of a letter again, the graver the later. */
  public enum Kind {
    /** The recipient's mail server has taken it. */
    DELIVERED,
    /** It came back for now: a full mailbox, say, or an automatic answer. */
    SOFT_BOUNCED,
    /** It came back for good: there is no such mailbox. */
    BOUNCED,
    /** The recipient has called it spam. */
    COMPLAINED
  }

  public Delivery {
    requireNonNull(kind, "kind is null");
    requireNonNull(when, "when is null");
  }

  /** The graver of this and what is known already: SES's events come twice and in any order. */
  Delivery orGraver(Optional<Delivery> known) {
    return known.filter(other -> other.kind.compareTo(kind) >= 0).orElse(this);
  }
}

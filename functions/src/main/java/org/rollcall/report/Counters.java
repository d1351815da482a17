package org.rollcall.report;

import org.rollcall.delivery.Deliveries;
import org.rollcall.user.state.Delivery.Kind;

/**
 * The members of a job, counted. {@code updated + unchanged + skipped + not_found + failed +
 * not_reached} are always the members.
 *
 * @param addressesBounced members who got no letter, since an earlier one came back for good
 * @param lettersDelivered letters of which SES has told that they were delivered, and nothing worse
 * @param lettersBounced letters that came back, for good or for now
 */
public record Counters(
    int members,
    int updated,
    int unchanged,
    int skipped,
    int notFound,
    int failed,
    int notReached,
    int passwordsReset,
    int lettersSent,
    int lettersFailed,
    int noPreferredEmail,
    int optedOut,
    int addressesBounced,
    int lettersDelivered,
    int lettersBounced,
    int lettersComplained) {

  /** Whether the letters are counted as SES has told of them. */
  boolean knows(Deliveries deliveries) {
    return lettersDelivered == deliveries.count(Kind.DELIVERED)
        && lettersBounced == deliveries.count(Kind.SOFT_BOUNCED) + deliveries.count(Kind.BOUNCED)
        && lettersComplained == deliveries.count(Kind.COMPLAINED);
  }
}

package org.rollcall.report;

import org.rollcall.delivery.Deliveries;
import org.rollcall.user.state.Delivery.Kind;

/**
 * The numbers of a job's members and letters by result. {@code updated + unchanged + skipped +
 * not_found + failed + not_reached} is always the number of members.
 *
 * @param addressesBounced members who got no letter because an earlier letter bounced permanently
 * @param lettersDelivered letters whose worst delivery event is the delivery
 * @param lettersBounced letters that bounced, permanently or temporarily
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

  /** Whether these counters include all the given deliveries. */
  boolean include(Deliveries deliveries) {
    return lettersDelivered == deliveries.count(Kind.DELIVERED)
        && lettersBounced == deliveries.count(Kind.SOFT_BOUNCED) + deliveries.count(Kind.BOUNCED)
        && lettersComplained == deliveries.count(Kind.COMPLAINED);
  }
}

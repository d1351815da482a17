package org.rollcall.report;

/**
 * The numbers of a job's members and letters by result. {@code updated + would_change + unchanged +
 * skipped + not_found + failed + not_reached + held_back} is always the number of members.
 *
 * @param wouldChange members that the job would change, in a preview or a test of letters
 * @param heldBack members that the job did not process, because it was asked to process only some
 * @param wouldReset passwords that the job would reset, in a preview
 * @param passwordsWithdrawn temporary passwords that the job withdrew, or would withdraw in a
 *     preview, because the accounts became external
 * @param lettersSent in a test, letters sent to the tester
 * @param lettersPrinted letters that were printed, to be sent by post
 * @param wouldSend letters that the job would send, in a preview
 * @param severalAddresses members who got no letter because they have several preferred addresses
 * @param unusableAddresses members who got no letter because mail cannot be sent to their preferred
 *     address
 * @param addressesBounced members who got no letter because an earlier letter bounced permanently
 * @param lettersDelivered letters whose worst delivery event is the delivery
 * @param lettersBounced letters that bounced, permanently or temporarily, or that SES did not try
 *     to deliver
 * @param lettersOwed letters that are still to be sent
 * @param lettersGivenUp letters that are not sent any more, for example because a later job issued
 *     another password
 * @param undoneLettersSent in an undo: letters of the undone job that have reached SES or were
 *     printed, and cannot be withdrawn
 * @param undoneLettersWithdrawn in an undo: letters that the undone job owed, and that are not sent
 *     any more
 * @param undoneLettersUnclear in an undo: letters that the undone job may have sent, and that are
 *     not sent any more
 * @param partlyUndone members with fields that were changed since, so that an undo has left them
 *     alone
 */
public record Counters(
    int members,
    int updated,
    int wouldChange,
    int unchanged,
    int skipped,
    int notFound,
    int failed,
    int notReached,
    int heldBack,
    int passwordsReset,
    int wouldReset,
    int passwordsWithdrawn,
    int lettersSent,
    int lettersPrinted,
    int wouldSend,
    int lettersFailed,
    int noPreferredEmail,
    int severalAddresses,
    int unusableAddresses,
    int optedOut,
    int addressesBounced,
    int lettersDelivered,
    int lettersBounced,
    int lettersComplained,
    int lettersOwed,
    int lettersGivenUp,
    int undoneLettersSent,
    int undoneLettersWithdrawn,
    int undoneLettersUnclear,
    int partlyUndone) {

  /** Whether deliveries are reported, but not yet those of all letters. */
  public boolean awaitsDeliveries() {
    int reported = lettersDelivered + lettersBounced + lettersComplained;
    return reported > 0 && reported < lettersSent;
  }

  boolean hasUndoneLetters() {
    return undoneLettersSent + undoneLettersWithdrawn + undoneLettersUnclear > 0;
  }
}

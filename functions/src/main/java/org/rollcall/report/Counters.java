package org.rollcall.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.rollcall.job.Outcome.Credentials;
import org.rollcall.job.Outcome.Result;
import org.rollcall.user.state.Delivery.Kind;
import org.rollcall.user.state.LetterProgress.State;

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
 * @param undoneLettersSent in an undo: letters of the undone job that have reached SES, and cannot
 *     be withdrawn
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

  static Counters of(List<MemberRow> rows) {
    Map<Enum<?>, Integer> counts = new HashMap<>();
    for (MemberRow row : rows) {
      counts.merge(row.result(), 1, Integer::sum);
      Stream.of(row.credentials(), row.letter(), row.delivery())
          .flatMap(Optional::stream)
          .forEach(value -> counts.merge(value, 1, Integer::sum));
    }
    ToIntFunction<Enum<?>> count = value -> counts.getOrDefault(value, 0);
    return new Counters(
        rows.size(),
        count.applyAsInt(Result.UPDATED),
        count.applyAsInt(Result.WOULD_CHANGE),
        count.applyAsInt(Result.UNCHANGED),
        count.applyAsInt(Result.SKIPPED),
        count.applyAsInt(Result.NOT_FOUND),
        count.applyAsInt(Result.FAILED),
        count.applyAsInt(Result.NOT_REACHED),
        count.applyAsInt(Result.HELD_BACK),
        count.applyAsInt(Credentials.RESET),
        count.applyAsInt(Credentials.WOULD_RESET),
        count.applyAsInt(Credentials.WITHDRAWN) + count.applyAsInt(Credentials.WOULD_WITHDRAW),
        count.applyAsInt(State.SENT) + count.applyAsInt(State.SENT_TO_TESTER),
        count.applyAsInt(State.WOULD_SEND),
        count.applyAsInt(State.FAILED),
        count.applyAsInt(State.NO_PREFERRED_EMAIL),
        count.applyAsInt(State.SEVERAL_ADDRESSES),
        count.applyAsInt(State.UNUSABLE_ADDRESS),
        count.applyAsInt(State.OPTED_OUT),
        count.applyAsInt(State.ADDRESS_BOUNCED),
        count.applyAsInt(Kind.DELIVERED),
        bounced(count),
        count.applyAsInt(Kind.COMPLAINED),
        (int) rows.stream().filter(MemberRow::letterOwed).count(),
        count.applyAsInt(State.GIVEN_UP)
            + count.applyAsInt(State.WITHDRAWN)
            + count.applyAsInt(State.UNCLEAR),
        undoneLetters(rows, State.SENT),
        undoneLetters(rows, State.WITHDRAWN),
        undoneLetters(rows, State.UNCLEAR),
        (int) rows.stream().filter(MemberRow::isPartlyUndone).count());
  }

  boolean hasUndoneLetters() {
    return undoneLettersSent + undoneLettersWithdrawn + undoneLettersUnclear > 0;
  }

  private static int undoneLetters(List<MemberRow> rows, State state) {
    return (int) rows.stream().filter(row -> row.undoneLetter().equals(Optional.of(state))).count();
  }

  private static int bounced(ToIntFunction<? super Kind> count) {
    return Stream.of(Kind.values())
        .filter(kind -> kind == Kind.SOFT_BOUNCED || kind.isUndelivered())
        .mapToInt(count)
        .sum();
  }
}

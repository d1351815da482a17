package org.rollcall.job;

import java.util.Optional;
import java.util.Set;
import org.rollcall.error.Reason;
import org.rollcall.id.JobReference;
import org.rollcall.job.Outcome.Result;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.Delivery;
import org.rollcall.user.state.LetterProgress.State;
import org.rollcall.user.state.RollcallState;

/**
 * What is known of one member of a job.
 *
 * @param member the primary ID as in the chunk
 * @param outcome empty if it is not known that the job processed the member
 * @param letter the outcome of the letter, if its outcome is known
 * @param delivery what SES has reported about the letter
 * @param isGivenUp whether a letter that did not arrive is not owed any more
 * @param isFromItem whether the outcome is that of the user's item, because the ledger has none
 */
public record MemberAccount(
    String member,
    Optional<Outcome> outcome,
    Optional<LetterOutcome> letter,
    Optional<Delivery.Kind> delivery,
    boolean isGivenUp,
    boolean isFromItem) {

  private static final Set<Result> UNFINISHED = Set.of(Result.FAILED, Result.NOT_REACHED);

  public PrimaryId id() {
    return PrimaryId.of(member);
  }

  /**
   * Whether the member failed or was not reached, or is owed a letter. The user's item may contain
   * more: another invocation, or a retry, may have finished the work.
   */
  public boolean remains() {
    return !isDone() || isLetterOwed();
  }

  /** Whether the pages say nothing about the member, or not whether a planned letter was sent. */
  public boolean isUnknown() {
    return outcome.isEmpty()
        || (outcome.flatMap(Outcome::letter).equals(Optional.of(State.DUE)) && letter.isEmpty());
  }

  /** The state of the letter, if one was planned. A letter without an outcome has failed. */
  public Optional<State> letterState() {
    return outcome
        .flatMap(Outcome::letter)
        .map(planned -> letter.map(LetterOutcome::letter).orElse(planned))
        .map(state -> state == State.DUE || state == State.SENDING ? State.FAILED : state);
  }

  /** Whether the letter was not sent or did not arrive, and is still to be sent. */
  public boolean isLetterOwed() {
    return !isGivenUp && letterState().filter(state -> state.isOwed(delivery)).isPresent();
  }

  /**
   * This account completed with what the user's item contains. Another attempt may have sent the
   * letter.
   */
  MemberAccount with(JobTrace trace) {
    Optional<Outcome> known = isDone() ? outcome : Optional.of(trace.outcome());
    boolean isOpen =
        known.flatMap(Outcome::letter).equals(Optional.of(State.DUE))
            && letter.filter(found -> found.letter() != State.SENDING).isEmpty();
    Optional<LetterOutcome> inItem =
        trace.letter().filter(found -> isOpen || trace.hasArrived() || trace.isWithdrawn());
    boolean isSentInItem = inItem.filter(found -> found.letter() == State.SENT).isPresent();
    // The item does not have the letter's language.
    boolean isSameMessage = isSentInItem && messageId(inItem).equals(messageId(letter));
    return new MemberAccount(
        member,
        known,
        isSameMessage ? letter : inItem.or(() -> letter),
        isSentInItem ? trace.delivery() : delivery,
        isGivenUp || trace.isWithdrawn(),
        isFromItem || !isDone());
  }

  /**
   * This account with what SES has reported about its letter, if the user's item says so. If a
   * retry has sent the letter, the reports are in the retry's folder.
   */
  MemberAccount withDelivery(JobTrace trace) {
    boolean isSameMessage =
        messageId(letter).isPresent() && messageId(letter).equals(messageId(trace.letter()));
    return isSameMessage && delivery.isEmpty()
        ? new MemberAccount(member, outcome, letter, trace.delivery(), isGivenUp, isFromItem)
        : this;
  }

  private static Optional<String> messageId(Optional<LetterOutcome> letter) {
    return letter.flatMap(LetterOutcome::messageId);
  }

  /** This account after the job was undone, so that an owed letter is not sent any more. */
  public MemberAccount withoutOwedLetter() {
    State state = isLetterUnclear() ? State.UNCLEAR : State.WITHDRAWN;
    return isLetterOwed()
        ? givenUp(LetterOutcome.unsent(member, state, Reason.LETTER_WITHDRAWN))
        : this;
  }

  /** Whether it is not known that the letter was sent, nor that it was not. */
  public boolean isLetterUnclear() {
    return letter
        .filter(
            found ->
                found.letter().isUnclear()
                    || found.reasonCode().equals(Optional.of(Reason.SES_UNCLEAR)))
        .isPresent();
  }

  /**
   * This account without an owed letter.
   *
   * @param reason the final outcome of a letter that was not sent
   */
  MemberAccount givenUp(LetterOutcome reason) {
    boolean isSent = letterState().equals(Optional.of(State.SENT));
    return new MemberAccount(
        member, outcome, isSent ? letter : Optional.of(reason), delivery, true, isFromItem);
  }

  /**
   * This account without what the ledger claims and the user's item has lost.
   *
   * @param root the job on items
   */
  MemberAccount withoutLost(JobReference root, RollcallState state) {
    if (outcome.filter(done -> done.result() == Result.UPDATED).isPresent()
        && state.isCertainlyUnchangedBy(root)) {
      Outcome lost = Outcome.of(state.primaryId(), Result.NOT_REACHED, Reason.NOT_IN_RECORD);
      return new MemberAccount(
          member, Optional.of(lost), Optional.empty(), Optional.empty(), isGivenUp, isFromItem);
    }
    boolean isLetterLost =
        letter.filter(sent -> sent.letter() == State.SENT).isPresent()
            && state.isLetterCertainlyDue(root);
    return isLetterLost
        ? new MemberAccount(
            member, outcome, Optional.empty(), Optional.empty(), isGivenUp, isFromItem)
        : this;
  }

  private boolean isDone() {
    return outcome.map(Outcome::result).filter(result -> !UNFINISHED.contains(result)).isPresent();
  }
}

package org.rollcall.job;

import java.util.Optional;
import java.util.Set;
import org.rollcall.error.Reason;
import org.rollcall.id.JobId;
import org.rollcall.job.Outcome.Result;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.LetterProgress.State;
import org.rollcall.user.state.RollcallState;

/**
 * What is known of one member of a job.
 *
 * @param member the primary ID as in the chunk
 * @param outcome empty if it is not known that the job processed the member
 * @param letter the outcome of the letter, if one was due and its outcome is known
 */
public record MemberAccount(
    String member, Optional<Outcome> outcome, Optional<LetterOutcome> letter) {

  private static final Set<Result> UNFINISHED = Set.of(Result.FAILED, Result.NOT_REACHED);

  public PrimaryId id() {
    return PrimaryId.of(member);
  }

  /**
   * Whether the member failed or was not reached, or a letter that is due was not sent. The user's
   * item may contain more: another invocation, or a retry, may have finished the work.
   */
  public boolean remains() {
    return !isDone() || isLetterMissing();
  }

  /** This account completed with what the user's item contains. */
  MemberAccount with(JobTrace trace) {
    Optional<LetterOutcome> inItem = trace.letter();
    boolean itemIsNewer =
        letter.filter(known -> known.letter() != State.SENDING).isEmpty()
            || inItem.filter(found -> found.letter() == State.SENT).isPresent();
    return new MemberAccount(
        member,
        isDone() ? outcome : Optional.of(trace.outcome()),
        itemIsNewer ? inItem.or(() -> letter) : letter);
  }

  /**
   * This account without what the ledger claims and the user's item has lost.
   *
   * @param root the job's ID on items
   */
  MemberAccount withoutLost(JobId root, RollcallState state) {
    if (outcome.filter(done -> done.result() == Result.UPDATED).isPresent()
        && state.isCertainlyUnchangedBy(root)) {
      String id = state.primaryId();
      return new MemberAccount(
          member,
          Optional.of(Outcome.of(id, Result.NOT_REACHED, Reason.NOT_IN_RECORD)),
          Optional.empty());
    }
    boolean isLetterLost =
        letter.filter(sent -> sent.letter() == State.SENT).isPresent()
            && state.isLetterCertainlyDue(root);
    return isLetterLost ? new MemberAccount(member, outcome, Optional.empty()) : this;
  }

  private boolean isDone() {
    return outcome.map(Outcome::result).filter(result -> !UNFINISHED.contains(result)).isPresent();
  }

  private boolean isLetterMissing() {
    return outcome.filter(done -> done.letter().equals(Optional.of(State.DUE))).isPresent()
        && letter
            .filter(sent -> sent.letter() == State.SENT || sent.letter().isNotToBeSent())
            .isEmpty();
  }
}

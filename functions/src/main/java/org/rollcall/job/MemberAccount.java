package org.rollcall.job;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import org.rollcall.job.Outcome.Result;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.LetterProgress.State;

/**
 * What is on record of one member of a job.
 *
 * @param member the primary id as the chunk has it
 * @param outcome nothing if it is not known that the job has come to the member
 * @param letter what became of the letter, if one was due and that is known
 */
public record MemberAccount(
    String member, Optional<Outcome> outcome, Optional<LetterOutcome> letter) {

  private static final Set<Result> OPEN = Set.of(Result.FAILED, Result.NOT_REACHED);

  public MemberAccount {
    requireNonNull(member, "member is null");
    requireNonNull(outcome, "outcome is null");
    requireNonNull(letter, "letter is null");
  }

  public PrimaryId id() {
    return PrimaryId.of(member);
  }

  /**
   * Whether the member failed or was not reached, or the letter is due and was not sent. Then the
   * user's item may know better: another invocation, or a retry, may have done it all the same.
   */
  public boolean remains() {
    return !isDone() || owesLetter();
  }

  /** The same with what the user's item adds to it. */
  MemberAccount with(JobTrace trace) {
    Optional<LetterOutcome> inItem = trace.letter();
    boolean isNews =
        letter.filter(known -> known.letter() != State.SENDING).isEmpty()
            || inItem.filter(found -> found.letter() == State.SENT).isPresent();
    return new MemberAccount(
        member,
        isDone() ? outcome : Optional.of(trace.outcome()),
        isNews ? inItem.or(() -> letter) : letter);
  }

  private boolean isDone() {
    return outcome.map(Outcome::result).filter(result -> !OPEN.contains(result)).isPresent();
  }

  private boolean owesLetter() {
    return outcome.filter(done -> done.letter().equals(Optional.of(State.DUE))).isPresent()
        && letter
            .filter(sent -> sent.letter() == State.SENT || sent.letter().isNotToBeSent())
            .isEmpty();
  }
}

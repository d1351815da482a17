package org.rollcall.job;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.rollcall.job.Outcome.Result;
import org.rollcall.user.LetterMark.State;

/**
 * What a job's ledger says of one member.
 *
 * @param member the primary id as the chunk has it
 * @param outcome nothing if the chunk's page was never written, or says nothing of the member
 * @param letter what became of the letter, if one was due and its page was written
 */
public record MemberAccount(
    String member, Optional<Outcome> outcome, Optional<LetterOutcome> letter) {

  public MemberAccount {
    requireNonNull(member, "member is null");
    requireNonNull(outcome, "outcome is null");
    requireNonNull(letter, "letter is null");
  }

  /** Whether the member failed or was not reached, or the letter is due and was not sent. */
  boolean remains() {
    return outcome.map(this::remains).orElse(true);
  }

  private boolean remains(Outcome done) {
    return done.result() == Result.FAILED
        || done.result() == Result.NOT_REACHED
        || (done.letter().equals(Optional.of(State.DUE))
            && letter
                .filter(sent -> sent.letter() == State.SENT || sent.letter().isWithoutLetter())
                .isEmpty());
  }
}

package org.rollcall.update;

import java.util.Optional;
import org.rollcall.job.LetterTrial;
import org.rollcall.job.Outcome;
import org.rollcall.job.Outcome.Result;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.LetterProgress;
import org.rollcall.user.state.RollcallState;
import org.rollcall.user.store.StoredUser;

/**
 * The decision about a user.
 *
 * @param outcome the user's outcome after the write
 * @param write the user to write; empty if the user does not change
 */
public record Decision(Outcome outcome, Optional<StoredUser> write) {

  static Decision withoutWrite(Outcome outcome) {
    return new Decision(outcome, Optional.empty());
  }

  /** Only the user's state is written, if it differs. */
  static Decision ofState(Outcome outcome, StoredUser stored, RollcallState state) {
    return new Decision(
        outcome,
        Optional.of(stored.withState(state)).filter(user -> !state.equals(stored.state())));
  }

  /** This decision with the state of the undone job's letter. */
  Decision withUndoneLetter(Optional<LetterProgress.State> state) {
    return new Decision(outcome.withUndoneLetter(state), write);
  }

  /** The decision in a preview: the outcome of a run, without the write. */
  Decision asPreview() {
    return withoutWrite(outcome);
  }

  /** The decision in a test of letters: no user is changed, and only some letters are sent. */
  Decision asTrial(LetterTrial trial) {
    Optional<LetterProgress.State> letter =
        outcome
            .letter()
            .filter(
                state ->
                    state != LetterProgress.State.DUE
                        || trial.includes(PrimaryId.of(outcome.primaryId())));
    return withoutWrite(
        new Outcome(
            outcome.primaryId(),
            outcome.result() == Result.UPDATED ? Result.WOULD_CHANGE : outcome.result(),
            outcome.reason(),
            outcome.reasonCode(),
            outcome.changes(),
            Optional.empty(),
            letter,
            letter.flatMap(state -> outcome.recipient()),
            Optional.empty(),
            outcome.effects()));
  }
}

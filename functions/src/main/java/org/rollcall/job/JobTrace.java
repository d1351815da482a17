package org.rollcall.job;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import org.rollcall.error.Reason;
import org.rollcall.job.Outcome.Credentials;
import org.rollcall.job.Outcome.Result;
import org.rollcall.user.state.LastChange;
import org.rollcall.user.state.LetterProgress;
import org.rollcall.user.state.RollcallState;

/**
 * What a job, or one that it shares its root with, has left in a user's item: what it did to the
 * user, whatever the ledger says of it.
 */
public final class JobTrace {

  private final RollcallState kept;
  private final String root;

  private JobTrace(RollcallState kept, String root) {
    this.kept = requireNonNull(kept, "kept is null");
    this.root = requireNonNull(root, "root is null");
  }

  /** The trace of a job; nothing if it has neither changed the user nor had a letter in hand. */
  public static Optional<JobTrace> of(Job job, RollcallState kept) {
    return Optional.of(new JobTrace(kept, job.root()))
        .filter(trace -> trace.isOfAChange() || trace.mark().isPresent());
  }

  /** Whether the user was changed, and not only written to. */
  public boolean isOfAChange() {
    return kept.isChangedBy(root);
  }

  /**
   * The outcome; where a later job has changed the user since, what this one changed is not known
   * any more.
   */
  public Outcome outcome() {
    return Outcome.done(
        kept.primaryId(),
        isOfAChange() ? Result.UPDATED : Result.UNCHANGED,
        kept.changeBy(root).map(LastChange::fields).orElse(Map.of()),
        kept.credentialOf(root).map(issued -> Credentials.RESET),
        mark().map(mark -> mark.state().isNotToBeSent() ? mark.state() : LetterProgress.State.DUE));
  }

  /** What became of the letter; nothing if there is none, or nobody has had it in hand. */
  public Optional<LetterOutcome> letter() {
    return mark()
        .flatMap(
            mark ->
                switch (mark.state()) {
                  case SENT -> Optional.of(LetterOutcome.sent(kept.primaryId(), mark.messageId()));
                  case FAILED -> unsent(mark, Reason.REFUSED, "");
                  case SENDING -> unsent(mark, Reason.IN_HAND);
                  case DUE, NO_PREFERRED_EMAIL, OPTED_OUT, ADDRESS_BOUNCED -> Optional.empty();
                });
  }

  private Optional<LetterOutcome> unsent(LetterProgress mark, Reason code, Object... values) {
    return Optional.of(LetterOutcome.unsent(kept.primaryId(), mark.state(), code, values));
  }

  private Optional<LetterProgress> mark() {
    return kept.letterOf(root);
  }
}

package org.rollcall.job;

import java.util.Map;
import java.util.Optional;
import org.rollcall.error.Reason;
import org.rollcall.id.JobReference;
import org.rollcall.job.Outcome.Credentials;
import org.rollcall.job.Outcome.Result;
import org.rollcall.user.state.Delivery;
import org.rollcall.user.state.LastChange;
import org.rollcall.user.state.LetterProgress;
import org.rollcall.user.state.RollcallState;

/**
 * What a job, or another job with the same root, has recorded in a user's item. It is exact even if
 * the ledger is incomplete. See D-016.
 */
public final class JobTrace {

  private final RollcallState state;
  private final JobReference root;

  private JobTrace(RollcallState state, JobReference root) {
    this.state = state;
    this.root = root;
  }

  /** The trace of a job; empty if it neither changed the user nor processed a letter. */
  public static Optional<JobTrace> find(JobReference root, RollcallState state) {
    return Optional.of(new JobTrace(state, root))
        .filter(trace -> trace.hasChange() || trace.letterProgress().isPresent());
  }

  /** Whether the job changed the user. */
  public boolean hasChange() {
    return state.isChangedBy(root);
  }

  /** The outcome. It has no details of the change if a later job has changed the user. */
  public Outcome outcome() {
    Optional<LastChange> change = state.changeBy(root);
    Outcome outcome =
        Outcome.done(
            state.primaryId(),
            hasChange() ? Result.UPDATED : Result.UNCHANGED,
            change.map(LastChange::fields).orElse(Map.of()),
            state.credentialOf(root).map(issued -> Credentials.RESET),
            letterProgress()
                .map(
                    letter ->
                        letter.state().isNotToBeSent() || letter.state().isWithdrawn()
                            ? letter.state()
                            : LetterProgress.State.DUE));
    return change.flatMap(LastChange::remark).map(outcome::withRemark).orElse(outcome);
  }

  /** The outcome of the letter; empty if there is none, or no invocation has started it. */
  public Optional<LetterOutcome> letter() {
    return letterProgress()
        .flatMap(
            letter ->
                switch (letter.reportedState()) {
                  case SENT ->
                      Optional.of(LetterOutcome.sent(state.primaryId(), letter.messageId()));
                  case PRINTED -> Optional.of(LetterOutcome.printed(state.primaryId()));
                  case FAILED -> unsent(letter, Reason.REFUSED, "");
                  case SENDING -> unsent(letter, Reason.IN_HAND);
                  case WITHDRAWN, UNCLEAR -> unsent(letter, Reason.LETTER_WITHDRAWN);
                  default -> Optional.empty();
                });
  }

  /** What SES has reported about the letter. */
  public Optional<Delivery.Kind> delivery() {
    return letterProgress().flatMap(LetterProgress::delivery).map(Delivery::kind);
  }

  /** Whether the letter was sent or printed, and it is not known that it did not arrive. */
  boolean hasArrived() {
    return letterProgress().filter(LetterProgress::isSentOrPrinted).isPresent();
  }

  /** Whether the letter is not sent any more, because the job was undone. */
  boolean isWithdrawn() {
    return letterProgress().filter(letter -> letter.state().isWithdrawn()).isPresent();
  }

  /** Whether the letter is owed, and another attempt than the given job processed it last. */
  public boolean isLetterOwedByOther(JobReference job) {
    return letterProgress()
        .filter(letter -> letter.isOwed() && !letter.attempt().equals(job))
        .isPresent();
  }

  private Optional<LetterOutcome> unsent(LetterProgress letter, Reason code, Object... values) {
    return Optional.of(LetterOutcome.unsent(state.primaryId(), letter.state(), code, values));
  }

  private Optional<LetterProgress> letterProgress() {
    return state.letterOf(root);
  }
}

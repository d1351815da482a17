package org.rollcall.notify;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.rollcall.error.Reason;
import org.rollcall.job.Job;
import org.rollcall.job.LetterOutcome;
import org.rollcall.user.AccountType;
import org.rollcall.user.state.LetterProgress;
import org.rollcall.user.state.LetterProgress.State;
import org.rollcall.user.store.StoredUser;

/**
 * Checks whether a letter still has to be sent. Since the user was updated, the letter may have
 * been sent, and the user may have changed.
 */
record DueLetterCheck(Job job, Clock clock) {

  /**
   * The letter's result without sending it; empty if the letter has to be sent.
   *
   * @param id the user's primary ID
   * @param stored the user as now stored
   */
  Optional<LetterResult> resultWithoutSending(String id, Optional<StoredUser> stored) {
    if (stored.isEmpty()) {
      return unsent(id, State.FAILED, Reason.NOT_FOUND, "primary ID");
    }
    StoredUser user = stored.get();
    Optional<LetterProgress> progress = user.state().letterOf(job.root());
    if (progress.filter(letter -> letter.state() == State.SENT).isPresent()) {
      return Optional.of(LetterResult.of(LetterOutcome.sent(id, progress.get().messageId())));
    }
    if (progress.filter(this::wasRejected).isPresent()) {
      return unsent(id, State.FAILED, Reason.REFUSED, "");
    }
    Optional<Instant> claimedUntil =
        progress.flatMap(LetterProgress::lease).filter(clock.instant()::isBefore);
    if (claimedUntil.isPresent()) {
      return claimedUntil.map(until -> LetterResult.claimed(id, until));
    }
    if (job.request().sendsPasswords() && isPasswordSuperseded(user)) {
      return unsent(id, State.FAILED, Reason.SUPERSEDED);
    }
    Optional<String> to = user.user().preferredEmail();
    if (to.isEmpty()) {
      return unsent(id, State.NO_PREFERRED_EMAIL, Reason.NO_PREFERRED_EMAIL);
    }
    if (user.state().isUndeliverable(to.get())) {
      return unsent(id, State.ADDRESS_BOUNCED, Reason.ADDRESS_BOUNCED);
    }
    return Optional.empty();
  }

  /** Whether SES rejected the letter in this job. A retry of the job sends the letter again. */
  private boolean wasRejected(LetterProgress progress) {
    return progress.state() == State.FAILED && progress.attempt().equals(job.jobId());
  }

  /** Whether a later job issued another password, or the account is no longer internal. */
  private boolean isPasswordSuperseded(StoredUser user) {
    return user.state().credentialOf(job.root()).isEmpty()
        || user.user()
            .code("account_type")
            .filter(AccountType.INTERNAL.name()::equalsIgnoreCase)
            .isEmpty();
  }

  private static Optional<LetterResult> unsent(
      String id, State state, Reason reason, Object... values) {
    return Optional.of(LetterResult.unsent(id, state, reason, values));
  }
}

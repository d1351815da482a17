package org.rollcall.notify;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.rollcall.error.Reason;
import org.rollcall.job.Job;
import org.rollcall.job.LetterOutcome;
import org.rollcall.job.Outcome;
import org.rollcall.job.OwedLetter;
import org.rollcall.letter.Letter;
import org.rollcall.letter.LetterContext;
import org.rollcall.letter.ses.SesClientConfiguration;
import org.rollcall.user.BrokenRecordException;
import org.rollcall.user.EmailAddress;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.IssuedCredential;
import org.rollcall.user.state.LetterProgress;
import org.rollcall.user.state.LetterProgress.State;
import org.rollcall.user.state.RollcallState;
import org.rollcall.user.store.StoredUser;
import org.rollcall.user.store.UserModifiedException;
import org.rollcall.user.store.UserStoreException;
import org.rollcall.user.store.UserTable;
import org.rollcall.user.store.WriteRefusedException;

/**
 * Sends a user's letter: claims it in the user's item, sends it through SES, and writes the result
 * into the item. So the letter is sent once, except after a crash or a lost answer between SES and
 * the result. See D-059 and D-060.
 */
record LetterSender(
    Job job,
    Letter letter,
    UserTable users,
    LetterCredentials credentials,
    SesSender sesSender,
    SendRate rate,
    Clock clock) {

  /** The time of a claim that must be left before SES is called: for SES and for the result. */
  private static final Duration SEND_DURATION =
      SesClientConfiguration.CALL_TIMEOUT.plus(UserTable.CALL_TIMEOUT);

  /** The length of a claim: for writing the claim, for SES and for writing the result. */
  static final Duration CLAIM_DURATION = UserTable.CALL_TIMEOUT.plus(SEND_DURATION);

  /** How many times an item that others keep writing is read. */
  private static final int MAX_ATTEMPTS = 10;

  /** Sends the letter that is due according to an outcome, unless it need not be sent any more. */
  LetterResult send(Outcome due) {
    PrimaryId id = PrimaryId.of(due.primaryId());
    for (int i = 0; i < MAX_ATTEMPTS; i++) {
      Optional<StoredUser> stored = users.find(id);
      Optional<LetterResult> result = resultWithoutSending(due.primaryId(), stored);
      if (result.isPresent()) {
        return result.get();
      }
      try {
        return claimAndSend(due.primaryId(), stored.orElseThrow());
      } catch (UserModifiedException e) {
        // Read again: another invocation may have claimed the letter, or the address has changed.
      } catch (WriteRefusedException e) {
        return LetterResult.unsent(due.primaryId(), State.FAILED, Reason.WRITE_REFUSED);
      }
    }
    return LetterResult.unsent(due.primaryId(), State.FAILED, Reason.CONFLICT);
  }

  private LetterResult claimAndSend(String id, StoredUser user) throws UserModifiedException {
    RollcallState state = user.state();
    Optional<IssuedCredential> credential = credential(state);
    if (credential.isPresent()) {
      state = state.withCredential(credential);
    }
    Optional<LetterContext.Credentials> secret =
        credential.map(issued -> credentials.secret(issued, user.user().primaryId()));
    rate.awaitTurn();
    Instant claimedUntil = clock.instant().plus(CLAIM_DURATION);
    LetterProgress claim =
        state
            .letterOf(job.root())
            .orElseGet(
                () ->
                    LetterProgress.of(
                        job.root(), job.reference(), letter.snapshot().type(), State.DUE))
            .asSending(job.reference(), claimedUntil);
    StoredUser claimed = users.replace(user, user.withState(state.withLetter(claim)));
    credential.ifPresent(issued -> credentials.publish(issued, user.user().primaryId()));
    // If the writes took too long, the letter is treated as claimed by another invocation.
    return clock.instant().plus(SEND_DURATION).isAfter(claimedUntil)
        ? LetterResult.claimed(id, claimedUntil)
        : send(claimed, secret, claim)
            .withDropped(user.state().owedLettersMissingIn(claimed.state()));
  }

  private LetterResult send(
      StoredUser claimed, Optional<LetterContext.Credentials> secret, LetterProgress claim) {
    EmailAddress to = claimed.user().preferredEmail().address().orElseThrow();
    rate.recordSend();
    SesSender.Result result =
        sesSender.send(claimed.state().primaryId(), claimed.user(), secret, to);
    try {
      writeResult(claimed, claim, result);
    } catch (UserStoreException | WriteRefusedException e) {
      // SES has answered. The ledger will contain the result, even if the item cannot.
    }
    return LetterResult.of(result);
  }

  /** Replaces the claim by the result. After an unknown result, the claim stays until it ends. */
  private void writeResult(StoredUser claimed, LetterProgress claim, SesSender.Result result) {
    switch (result.status()) {
      case SENT_OR_REJECTED ->
          replaceClaim(
              claimed,
              claim,
              result.outcome().messageId().map(claim::asSent).orElseGet(claim::asFailed));
      case NOT_SENT -> replaceClaim(claimed, claim, claim.asDue());
      case UNKNOWN -> {}
    }
  }

  /** Replaces the claim, even if others write the item at the same time. */
  private void replaceClaim(StoredUser claimed, LetterProgress claim, LetterProgress result) {
    Optional<StoredUser> stored = Optional.of(claimed);
    while (stored
        .filter(user -> user.state().letterOf(job.root()).equals(Optional.of(claim)))
        .isPresent()) {
      StoredUser user = stored.get();
      try {
        users.saveState(user, user.state().withLetter(result));
        return;
      } catch (UserModifiedException e) {
        stored = users.find(user.user().primaryId());
      }
    }
  }

  /** The credential in the letter, if it contains one. It is valid as if it were issued now. */
  private Optional<IssuedCredential> credential(RollcallState state) {
    return job.request().sendsCredentials()
        ? state
            .credentialOf(job.root())
            .map(
                issued ->
                    credentials.prepared(
                        issued,
                        job.request()
                            .credentialExpires(
                                clock.instant(), job.execution().credentialsExpire())))
        : Optional.empty();
  }

  /**
   * The letter's result without sending it; empty if the letter has to be sent. Since the user was
   * updated, the letter may have been sent, and the user may have changed.
   *
   * @param id the user's primary ID
   * @param stored the user as now stored
   */
  private Optional<LetterResult> resultWithoutSending(String id, Optional<StoredUser> stored) {
    if (stored.isEmpty()) {
      return givenUp(id, stored);
    }
    StoredUser user = stored.get();
    Optional<LetterProgress> progress = user.state().letterOf(job.root());
    if (progress.filter(this::isSent).isPresent()) {
      return Optional.of(
          LetterResult.of(
              LetterOutcome.sent(id, progress.get().messageId())
                  .withLanguage(letter.languages().of(user.user()))));
    }
    if (progress.filter(letter -> letter.state() == State.PRINTED).isPresent()) {
      return Optional.of(LetterResult.of(LetterOutcome.printed(id)));
    }
    if (progress.filter(letter -> letter.state().isWithdrawn()).isPresent()) {
      return unsent(id, progress.get().state(), Reason.LETTER_WITHDRAWN);
    }
    if (progress.filter(this::wasRejected).isPresent()) {
      return unsent(id, State.FAILED, Reason.REFUSED, "");
    }
    Optional<Instant> claimedUntil =
        progress.flatMap(LetterProgress::lease).filter(clock.instant()::isBefore);
    if (claimedUntil.isPresent()) {
      return claimedUntil.map(until -> LetterResult.claimed(id, until));
    }
    return givenUp(id, stored)
        .or(
            () ->
                State.unreachable(user.user().preferredEmail(), user.state())
                    .map(state -> LetterResult.unsent(id, state, state.reason().orElseThrow())));
  }

  private Optional<LetterResult> givenUp(String id, Optional<StoredUser> stored) {
    try {
      return OwedLetter.givenUp(job, id, stored).map(LetterResult::of);
    } catch (BrokenRecordException e) {
      return unsent(id, State.FAILED, Reason.BROKEN_RECORD, String.valueOf(e.getMessage()));
    }
  }

  /** Whether the letter was sent. A retry of the job sends a letter again that did not arrive. */
  private boolean isSent(LetterProgress progress) {
    return progress.state() == State.SENT
        && (!progress.isOwed() || progress.attempt().equals(job.reference()));
  }

  /** Whether SES rejected the letter in this job. A retry of the job sends the letter again. */
  private boolean wasRejected(LetterProgress progress) {
    return progress.state() == State.FAILED && progress.attempt().equals(job.reference());
  }

  private static Optional<LetterResult> unsent(
      String id, State state, Reason reason, Object... values) {
    return Optional.of(LetterResult.unsent(id, state, reason, values));
  }
}

package org.rollcall.notify;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.rollcall.credential.TemporaryPassword;
import org.rollcall.error.Reason;
import org.rollcall.job.Job;
import org.rollcall.job.JobLetter;
import org.rollcall.job.LetterOutcome;
import org.rollcall.job.Outcome;
import org.rollcall.job.StopReason;
import org.rollcall.letter.Letter;
import org.rollcall.letter.LetterContext;
import org.rollcall.letter.SesClientSettings;
import org.rollcall.user.AccountType;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
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
 * Sends one user's letter: claims it in the user's item, hands it to SES, and marks what came of
 * it. So it goes out once, but for a crash or a lost answer between SES and the mark.
 */
final class LetterSender {

  /** What is to be left of a claim when SES is called, so that its mark is there in time too. */
  private static final Duration SENDING =
      SesClientSettings.CALL_TIMEOUT.plus(UserTable.CALL_TIMEOUT);

  /** How long a sender may be presumed alive: claiming, sending and marking take no longer. */
  static final Duration LEASE = UserTable.CALL_TIMEOUT.plus(SENDING);

  /** How often a user whom others keep writing is read again. */
  private static final int TRIES = 10;

  private final Job job;
  private final Letter letter;
  private final UserTable users;
  private final TemporaryPassword passwords;
  private final SesSender dispatch;
  private final SendRate pace;
  private final Clock clock;

  LetterSender(
      Job job,
      Letter letter,
      UserTable users,
      TemporaryPassword passwords,
      SesSender dispatch,
      SendRate pace,
      Clock clock) {
    this.job = requireNonNull(job, "job is null");
    this.letter = requireNonNull(letter, "letter is null");
    this.users = requireNonNull(users, "users is null");
    this.passwords = requireNonNull(passwords, "passwords is null");
    this.dispatch = requireNonNull(dispatch, "dispatch is null");
    this.pace = requireNonNull(pace, "pace is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /**
   * What came of it.
   *
   * @param inHandUntil while another invocation has it in hand: until when that may be presumed
   *     alive
   * @param stop why SES takes no letters any more, if it does not
   */
  record Posted(LetterOutcome outcome, Optional<Instant> inHandUntil, Optional<StopReason> stop) {
    static Posted of(SesSender.Handed handed) {
      return new Posted(handed.outcome(), Optional.empty(), handed.stop());
    }

    static Posted of(LetterOutcome outcome) {
      return new Posted(outcome, Optional.empty(), Optional.empty());
    }

    static Posted unsent(String id, State state, Reason code, Object... values) {
      return of(LetterOutcome.unsent(id, state, code, values));
    }
  }

  /** Sends the letter that an outcome says is due, unless it is sent, or need not be any more. */
  Posted send(Outcome due) {
    PrimaryId id = PrimaryId.of(due.primaryId());
    for (int i = 0; i < TRIES; i++) {
      Optional<StoredUser> stored = users.find(id);
      Optional<Posted> settled = settled(due.primaryId(), stored);
      if (settled.isPresent()) {
        return settled.get();
      }
      StoredUser user = stored.orElseThrow();
      RollcallState kept = user.state();
      Optional<IssuedCredential> credential = credential(kept);
      if (credential.isPresent()) {
        kept = kept.withCredential(credential);
      }
      LetterContext addressee = addressee(user.user(), credential);
      pace.awaitTurn();
      Instant until = clock.instant().plus(LEASE);
      LetterProgress claim = mark().asSending(until);
      try {
        StoredUser claimed = users.replace(user, user.withState(kept.withLetter(claim)));
        return clock.instant().plus(SENDING).isAfter(until)
            ? inHand(due.primaryId(), until)
            : send(claimed, addressee, claim);
      } catch (UserModifiedException e) {
        // Read it again: the letter may be another's by now, or the address another.
      } catch (WriteRefusedException e) {
        return Posted.unsent(due.primaryId(), State.FAILED, Reason.WRITE_REFUSED);
      }
    }
    return Posted.unsent(due.primaryId(), State.FAILED, Reason.CONFLICT);
  }

  private LetterProgress mark() {
    return LetterProgress.of(job.root(), job.jobId(), letter.snapshot().type(), State.DUE);
  }

  /** What is to be said where there is nothing to send, or no longer. */
  private Optional<Posted> settled(String id, Optional<StoredUser> stored) {
    if (stored.isEmpty()) {
      return unsent(id, State.FAILED, Reason.NOT_FOUND, "primary ID");
    }
    Optional<LetterProgress> mark = stored.get().state().letterOf(job.root());
    if (mark.filter(sent -> sent.state() == State.SENT).isPresent()) {
      return Optional.of(Posted.of(LetterOutcome.sent(id, mark.get().messageId())));
    }
    if (mark.filter(this::wasRefused).isPresent()) {
      return unsent(id, State.FAILED, Reason.REFUSED, "");
    }
    Optional<Instant> inHand =
        mark.flatMap(LetterProgress::lease).filter(clock.instant()::isBefore);
    if (inHand.isPresent()) {
      return inHand.map(until -> inHand(id, until));
    }
    if (isOfCredentials() && isSuperseded(stored.get())) {
      return unsent(id, State.FAILED, Reason.SUPERSEDED);
    }
    Optional<String> to = stored.get().user().preferredEmail();
    if (to.isEmpty()) {
      return unsent(id, State.NO_PREFERRED_EMAIL, Reason.NO_PREFERRED_EMAIL);
    }
    if (stored.get().state().isUndeliverable(to.get())) {
      return unsent(id, State.ADDRESS_BOUNCED, Reason.ADDRESS_BOUNCED);
    }
    return Optional.empty();
  }

  /** A later job may have given another password, or anybody have handed the account back. */
  private boolean isSuperseded(StoredUser stored) {
    return stored.state().credentialOf(job.root()).isEmpty()
        || stored
            .user()
            .code("account_type")
            .filter(AccountType.INTERNAL.name()::equalsIgnoreCase)
            .isEmpty();
  }

  /** Somebody's claim on the letter lasts; also one's own that there was no time left to use. */
  private static Posted inHand(String id, Instant until) {
    LetterOutcome outcome = LetterOutcome.unsent(id, State.SENDING, Reason.IN_HAND);
    return new Posted(outcome, Optional.of(until), Optional.empty());
  }

  /** A refusal is for good within a job; its retry tries once more. */
  private boolean wasRefused(LetterProgress mark) {
    return mark.state() == State.FAILED && mark.attempt().equals(job.jobId());
  }

  private static Optional<Posted> unsent(String id, State state, Reason code, Object... values) {
    return Optional.of(Posted.unsent(id, state, code, values));
  }

  private Posted send(StoredUser claimed, LetterContext addressee, LetterProgress claim) {
    String to = claimed.user().preferredEmail().orElseThrow();
    pace.handOver();
    SesSender.Handed handed = dispatch.send(claimed.state().primaryId(), addressee, to);
    try {
      settle(claimed, claim, handed);
    } catch (UserStoreException | WriteRefusedException e) {
      // SES has answered: the ledger says so, even where the item cannot.
    }
    return Posted.of(handed);
  }

  /** Turns the claim into what came of it; an unclear one stays until its lease is over. */
  private void settle(StoredUser claimed, LetterProgress claim, SesSender.Handed handed) {
    switch (handed.fate()) {
      case SETTLED ->
          replace(
              claimed,
              claim,
              handed.outcome().messageId().map(claim::asSent).orElseGet(claim::asFailed));
      case UNSENT -> replace(claimed, claim, claim.asDue());
      case UNCLEAR -> {}
    }
  }

  /** Puts a mark in the claim's place, through whatever else happens to the item meanwhile. */
  private void replace(StoredUser claimed, LetterProgress claim, LetterProgress mark) {
    Optional<StoredUser> stored = Optional.of(claimed);
    while (stored
        .filter(user -> user.state().letterOf(job.root()).equals(Optional.of(claim)))
        .isPresent()) {
      StoredUser user = stored.get();
      try {
        users.saveState(user, user.state().withLetter(mark));
        return;
      } catch (UserModifiedException e) {
        stored = users.find(user.user().primaryId());
      }
    }
  }

  private boolean isOfCredentials() {
    return job.request().letter().filter(JobLetter::containsPassword).isPresent();
  }

  /** What the letter tells, if it tells of a password: that is good as if it were given now. */
  private Optional<IssuedCredential> credential(RollcallState kept) {
    return isOfCredentials()
        ? kept.credentialOf(job.root())
            .map(issued -> issued.validUntil(job.execution().credentialsExpire()))
        : Optional.empty();
  }

  private LetterContext addressee(User user, Optional<IssuedCredential> credential) {
    return new LetterContext(
        user,
        job.request().jobName(),
        job.execution().started(),
        credential.map(
            issued ->
                new LetterContext.Credentials(
                    passwords.derive(job.root(), user.primaryId()), issued.expires())));
  }
}

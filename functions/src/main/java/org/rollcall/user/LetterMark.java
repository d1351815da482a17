package org.rollcall.user;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a job's letter to a user has come.
 *
 * @param jobId the job that owes the letter; for a retry, the first job of all
 * @param attempt the job that last had it in hand: the same, or one of its retries
 * @param type the notification type
 * @param lease while {@link State#SENDING}: until when its sender may be presumed alive
 * @param messageId once {@link State#SENT}: SES's id of the message
 */
public record LetterMark(
    String jobId,
    String attempt,
    String type,
    State state,
    Optional<Instant> lease,
    Optional<String> messageId) {

  /** From due to done. */
  public enum State {
    /** The job owes the user a letter. */
    DUE,
    /** Somebody is sending it, until the lease is over. */
    SENDING,
    /** SES has taken it. */
    SENT,
    /** SES will not take it. */
    FAILED,
    /** The user has no address to send it to. */
    NO_PREFERRED_EMAIL,
    /** The user does not want such letters. */
    OPTED_OUT;

    /** Whether no letter is to be sent, as was known when the user was updated. */
    public boolean isWithoutLetter() {
      return this == NO_PREFERRED_EMAIL || this == OPTED_OUT;
    }
  }

  public LetterMark {
    requireNonNull(jobId, "jobId is null");
    requireNonNull(attempt, "attempt is null");
    requireNonNull(type, "type is null");
    requireNonNull(state, "state is null");
  }

  /** The mark of a letter that nobody is sending. */
  public static LetterMark of(String jobId, String attempt, String type, State state) {
    return new LetterMark(jobId, attempt, type, state, Optional.empty(), Optional.empty());
  }

  public LetterMark sending(Instant until) {
    return new LetterMark(
        jobId, attempt, type, State.SENDING, Optional.of(until), Optional.empty());
  }

  public LetterMark sent(String id) {
    return new LetterMark(jobId, attempt, type, State.SENT, Optional.empty(), Optional.of(id));
  }

  public LetterMark failed() {
    return of(jobId, attempt, type, State.FAILED);
  }

  /** Due again: whoever had it in hand knows that it was not sent. */
  public LetterMark due() {
    return of(jobId, attempt, type, State.DUE);
  }

  /** Whether it is still to be sent, or may be. */
  boolean isOpen() {
    return state == State.DUE || state == State.SENDING;
  }
}

package org.rollcall.user.state;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
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
 * @param delivery once SES has told: what became of that message
 */
public record LetterProgress(
    String jobId,
    String attempt,
    String type,
    State state,
    Optional<Instant> lease,
    Optional<String> messageId,
    Optional<Delivery> delivery) {

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
    OPTED_OUT,
    /** An earlier letter came back for good from the user's address. */
    ADDRESS_BOUNCED;

    /** Whether no letter is to be sent, as was known when the user was updated. */
    public boolean isWithoutLetter() {
      return this == NO_PREFERRED_EMAIL || this == OPTED_OUT || this == ADDRESS_BOUNCED;
    }
  }

  public LetterProgress {
    requireNonNull(jobId, "jobId is null");
    requireNonNull(attempt, "attempt is null");
    requireNonNull(type, "type is null");
    requireNonNull(state, "state is null");
  }

  /** The mark of a letter that nobody is sending. */
  public static LetterProgress of(String jobId, String attempt, String type, State state) {
    return new LetterProgress(
        jobId, attempt, type, state, Optional.empty(), Optional.empty(), Optional.empty());
  }

  public LetterProgress sending(Instant until) {
    return new LetterProgress(
        jobId,
        attempt,
        type,
        State.SENDING,
        Optional.of(until),
        Optional.empty(),
        Optional.empty());
  }

  public LetterProgress sent(String id) {
    return sent(id, Optional.empty());
  }

  private LetterProgress sent(String id, Optional<Delivery> heard) {
    return new LetterProgress(
        jobId, attempt, type, State.SENT, Optional.empty(), Optional.of(id), heard);
  }

  /**
   * The same after SES has told of a message of this letter. Whatever the mark said, SES had taken
   * it; but of two messages, which a crash may have caused, the one that was marked counts.
   */
  LetterProgress heard(String id, Delivery news) {
    return state == State.SENT && !messageId.equals(Optional.of(id))
        ? this
        : sent(id, Optional.of(news.orGraver(delivery)));
  }

  public LetterProgress failed() {
    return of(jobId, attempt, type, State.FAILED);
  }

  /** Due again: whoever had it in hand knows that it was not sent. */
  public LetterProgress due() {
    return of(jobId, attempt, type, State.DUE);
  }

  /** Whether it is sent, or somebody has it in hand. */
  @JsonIgnore
  public boolean isHanded() {
    return state == State.SENT || state == State.SENDING;
  }

  /** Whether it is still to be sent, or may be. */
  boolean isOpen() {
    return state == State.DUE || state == State.SENDING;
  }
}

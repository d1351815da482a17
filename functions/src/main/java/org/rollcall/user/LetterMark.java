package org.rollcall.user;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * How far the last letter to a user has come.
 *
 * @param type the notification type
 * @param lease while {@link State#SENDING}: until when its sender may be presumed alive
 * @param messageId once {@link State#SENT}: SES's id of the message
 */
public record LetterMark(
    String jobId, String type, State state, Optional<Instant> lease, Optional<String> messageId) {

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
    requireNonNull(type, "type is null");
    requireNonNull(state, "state is null");
  }

  public static LetterMark of(String jobId, String type, State state) {
    return new LetterMark(jobId, type, state, Optional.empty(), Optional.empty());
  }

  public LetterMark sending(Instant until) {
    return new LetterMark(jobId, type, State.SENDING, Optional.of(until), Optional.empty());
  }

  public LetterMark sent(String id) {
    return new LetterMark(jobId, type, State.SENT, Optional.empty(), Optional.of(id));
  }

  public LetterMark failed() {
    return of(jobId, type, State.FAILED);
  }
}

package org.rollcall.user.state;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Optional;
import org.rollcall.error.Reason;
import org.rollcall.id.JobId;
import org.rollcall.user.PreferredEmail;

/**
 * The state of a job's letter to one user.
 *
 * @param jobId the job that sends the letter; for a retry, the first job
 * @param attempt the job that last processed the letter: the first job or one of its retries
 * @param type the notification type
 * @param lease in {@link State#SENDING}: the time until which the function that sends the letter is
 *     presumed to be running. See D-059.
 * @param messageId in {@link State#SENT}: SES's message ID
 * @param delivery what SES has reported about that message
 */
public record LetterProgress(
    JobId jobId,
    JobId attempt,
    String type,
    State state,
    Optional<Instant> lease,
    Optional<String> messageId,
    Optional<Delivery> delivery) {

  /** The states of a letter. */
  public enum State {
    /** The letter is to be sent. */
    DUE,
    /** A function is sending the letter, until its lease expires. */
    SENDING,
    /** SES has accepted the letter. */
    SENT,
    /** SES has rejected the letter. */
    FAILED,
    /** No letter is sent: none of the user's email addresses is marked as preferred. */
    NO_PREFERRED_EMAIL(Reason.NO_PREFERRED_EMAIL),
    /** No letter is sent: several of the user's email addresses are marked as preferred. */
    SEVERAL_ADDRESSES(Reason.SEVERAL_ADDRESSES),
    /** No letter is sent: mail cannot be sent to the user's preferred email address. */
    UNUSABLE_ADDRESS(Reason.UNUSABLE_ADDRESS),
    /** No letter is sent: the user has opted out of such letters. */
    OPTED_OUT(Reason.OPTED_OUT),
    /** No letter is sent: an earlier letter to the user's address has bounced permanently. */
    ADDRESS_BOUNCED(Reason.ADDRESS_BOUNCED);

    private final Optional<Reason> reason;

    State() {
      reason = Optional.empty();
    }

    State(Reason reason) {
      this.reason = Optional.of(reason);
    }

    /** The state of a letter to a user that no letter can be sent to; empty if it can be sent. */
    public static Optional<State> unreachable(PreferredEmail email, RollcallState state) {
      return switch (email.status()) {
        case NONE -> Optional.of(NO_PREFERRED_EMAIL);
        case SEVERAL -> Optional.of(SEVERAL_ADDRESSES);
        case UNUSABLE -> Optional.of(UNUSABLE_ADDRESS);
        case USABLE ->
            email.address().filter(state::isUndeliverable).map(address -> ADDRESS_BOUNCED);
      };
    }

    /** Why no letter is sent; empty unless {@link #isNotToBeSent}. */
    public Optional<Reason> reason() {
      return reason;
    }

    /** Whether the update of the user already decided that no letter is sent. */
    public boolean isNotToBeSent() {
      return reason.isPresent();
    }
  }

  /** A letter without lease, message ID and delivery. */
  public static LetterProgress of(JobId jobId, JobId attempt, String type, State state) {
    return new LetterProgress(
        jobId, attempt, type, state, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private LetterProgress with(
      State newState,
      Optional<Instant> newLease,
      Optional<String> newMessageId,
      Optional<Delivery> newDelivery) {
    return new LetterProgress(jobId, attempt, type, newState, newLease, newMessageId, newDelivery);
  }

  /** This letter while a function sends it. */
  public LetterProgress asSending(Instant leaseEnd) {
    return with(State.SENDING, Optional.of(leaseEnd), Optional.empty(), Optional.empty());
  }

  /** This letter after SES has accepted it. */
  public LetterProgress asSent(String sentMessageId) {
    return with(State.SENT, Optional.empty(), Optional.of(sentMessageId), Optional.empty());
  }

  /**
   * This letter after SES has reported an event of one of its messages. The letter is sent then,
   * whatever the state was. A crash can cause two messages; events of the one that is not recorded
   * here are ignored.
   */
  LetterProgress withDelivery(String eventMessageId, Delivery event) {
    return state == State.SENT && !messageId.equals(Optional.of(eventMessageId))
        ? this
        : with(
            State.SENT,
            Optional.empty(),
            Optional.of(eventMessageId),
            Optional.of(event.moreSevere(delivery)));
  }

  /** This letter after SES has rejected it. */
  public LetterProgress asFailed() {
    return of(jobId, attempt, type, State.FAILED);
  }

  /** This letter after an attempt that has certainly not sent it. */
  public LetterProgress asDue() {
    return of(jobId, attempt, type, State.DUE);
  }

  @JsonIgnore
  public boolean isSentOrSending() {
    return state == State.SENT || state == State.SENDING;
  }

  /** Whether the letter may still have to be sent. */
  boolean isPending() {
    return state == State.DUE || state == State.SENDING;
  }
}

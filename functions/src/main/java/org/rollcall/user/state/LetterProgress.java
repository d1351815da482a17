package org.rollcall.user.state;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Optional;
import org.rollcall.error.Reason;
import org.rollcall.id.JobReference;
import org.rollcall.user.PreferredEmail;

/**
 * The state of a job's letter to one user.
 *
 * @param job the job that sends the letter; for a retry, the first job
 * @param attempt the job that last processed the letter: the first job or one of its retries
 * @param type the notification type
 * @param lease in {@link State#SENDING}: the time until which the function that sends the letter is
 *     presumed to be running. See D-059.
 * @param messageId SES's ID of the last message that SES accepted. In other states than {@link
 *     State#SENT}, that message did not reach the user
 * @param delivery what SES has reported about that message
 */
public record LetterProgress(
    JobReference job,
    JobReference attempt,
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
    /** The letter was printed, to be sent by post. See D-195. */
    PRINTED,
    /** In a test: SES has accepted the letter to the tester. Only in outcomes. */
    SENT_TO_TESTER,
    /** In a preview: the letter would be sent. Only in reports. */
    WOULD_SEND,
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
    ADDRESS_BOUNCED(Reason.ADDRESS_BOUNCED),
    /** No letter is sent: it would be useless, or the user was deleted. Only in outcomes. */
    GIVEN_UP,
    /** No letter is sent any more: the job was undone. */
    WITHDRAWN,
    /** As {@link #WITHDRAWN}, but SES may have accepted the letter before. See D-177. */
    UNCLEAR;

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

    /**
     * Whether a letter in this state is still owed to its user. See D-132.
     *
     * @param delivery what SES has reported about a sent letter
     */
    public boolean isOwed(Optional<Delivery.Kind> delivery) {
      return switch (this) {
        case PRINTED, OPTED_OUT, GIVEN_UP, WITHDRAWN, UNCLEAR, SENT_TO_TESTER, WOULD_SEND -> false;
        case SENT -> delivery.filter(Delivery.Kind::isUndelivered).isPresent();
        default -> true;
      };
    }

    /** Whether SES has accepted the letter. */
    public boolean isSent() {
      return this == SENT || this == SENT_TO_TESTER;
    }

    /** Whether SES has accepted the letter, or it was printed. */
    public boolean isSentOrPrinted() {
      return isSent() || this == PRINTED;
    }

    /** Whether an undo has withdrawn the letter. */
    public boolean isWithdrawn() {
      return this == WITHDRAWN || this == UNCLEAR;
    }

    /** Whether it is not known that SES has accepted the letter, nor that it has not. */
    public boolean isUnclear() {
      return this == SENDING || this == UNCLEAR;
    }

    /** Whether the update of the user already decided that no letter is sent. */
    public boolean isNotToBeSent() {
      return reason.isPresent();
    }
  }

  /** A letter without lease, message ID and delivery. */
  public static LetterProgress of(
      JobReference job, JobReference attempt, String type, State state) {
    return new LetterProgress(
        job, attempt, type, state, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private LetterProgress with(
      State newState,
      Optional<Instant> newLease,
      Optional<String> newMessageId,
      Optional<Delivery> newDelivery) {
    return new LetterProgress(job, attempt, type, newState, newLease, newMessageId, newDelivery);
  }

  /** This letter while a function sends it. */
  public LetterProgress asSending(Instant leaseEnd) {
    return asSending(attempt, leaseEnd);
  }

  /** This letter while a function of another attempt sends it. */
  public LetterProgress asSending(JobReference otherAttempt, Instant leaseEnd) {
    return new LetterProgress(
        job, otherAttempt, type, State.SENDING, Optional.of(leaseEnd), messageId, delivery);
  }

  /** This letter after SES has accepted it. */
  public LetterProgress asSent(String sentMessageId) {
    return with(State.SENT, Optional.empty(), Optional.of(sentMessageId), Optional.empty());
  }

  /**
   * This letter after SES has reported an event of one of its messages. An event of a message that
   * is not recorded here proves that SES accepted the letter after a crash. Events of other
   * messages are ignored: a crash can cause two messages, and a letter that bounced is sent again.
   */
  LetterProgress withDelivery(String eventMessageId, Delivery event) {
    if (messageId.equals(Optional.of(eventMessageId))) {
      return with(state, lease, messageId, Optional.of(event.moreSevere(delivery)));
    }
    boolean isEarlier = delivery.filter(known -> !event.when().isAfter(known.when())).isPresent();
    if (state == State.SENT || state == State.PRINTED || isEarlier) {
      return this;
    }
    LetterProgress sent =
        with(State.SENT, Optional.empty(), Optional.of(eventMessageId), Optional.of(event));
    return state.isWithdrawn() && sent.isOwed() ? sent.asWithdrawn() : sent;
  }

  /** This letter after it was printed. */
  public LetterProgress asPrinted() {
    return with(State.PRINTED, Optional.empty(), messageId, delivery);
  }

  /** This letter, which is still owed, after its job was undone. */
  public LetterProgress asWithdrawn() {
    State withdrawn = state == State.SENDING ? State.UNCLEAR : State.WITHDRAWN;
    return with(withdrawn, Optional.empty(), messageId, delivery);
  }

  /** The state in reports: a letter that did not arrive was sent, although it was withdrawn. */
  public State reportedState() {
    return state == State.WITHDRAWN && messageId.isPresent() ? State.SENT : state;
  }

  /** Whether the user has got the letter, or may have got it. */
  public boolean mayHaveArrived() {
    return state.isUnclear() || isSentOrPrinted();
  }

  /** This letter after SES has rejected it. */
  public LetterProgress asFailed() {
    return with(State.FAILED, Optional.empty(), messageId, delivery);
  }

  /** This letter after an attempt that has certainly not sent it. */
  public LetterProgress asDue() {
    return with(State.DUE, Optional.empty(), messageId, delivery);
  }

  /** Whether a job writes no other state over this one. */
  @JsonIgnore
  public boolean isSettled() {
    return state == State.SENT || state == State.SENDING || state == State.PRINTED;
  }

  /** Whether the letter was sent or printed, and it is not known that it did not arrive. */
  @JsonIgnore
  public boolean isSentOrPrinted() {
    return state.isSentOrPrinted() && !isOwed();
  }

  /** Whether the letter is still owed to the user. */
  @JsonIgnore
  public boolean isOwed() {
    return state.isOwed(delivery.map(Delivery::kind));
  }
}

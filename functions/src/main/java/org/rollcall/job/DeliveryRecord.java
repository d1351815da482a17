package org.rollcall.job;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import org.rollcall.user.state.Delivery;

/**
 * What a job's folder keeps of one thing that SES has told of a letter: nothing personal.
 *
 * @param messageId SES's id of the message
 * @param bounceType for a letter that came back: SES's word for it, such as {@code Permanent}
 * @param bounceSubType for a letter that came back: such as {@code MailboxFull}
 * @param status for a letter that came back: the mail server's code (RFC 3463), such as {@code
 *     5.1.1}, without its words, which may name the recipient
 */
public record DeliveryRecord(
    Delivery.Kind kind,
    Instant when,
    String messageId,
    Optional<String> bounceType,
    Optional<String> bounceSubType,
    Optional<String> status) {

  public DeliveryRecord {
    requireNonNull(kind, "kind is null");
    requireNonNull(when, "when is null");
    requireNonNull(messageId, "messageId is null");
    requireNonNull(bounceType, "bounceType is null");
    requireNonNull(bounceSubType, "bounceSubType is null");
    requireNonNull(status, "status is null");
  }

  /** A note of a letter that did not come back. */
  public static DeliveryRecord of(Delivery.Kind kind, Instant when, String messageId) {
    return new DeliveryRecord(
        kind, when, messageId, Optional.empty(), Optional.empty(), Optional.empty());
  }

  public Delivery delivery() {
    return new Delivery(kind, when);
  }
}

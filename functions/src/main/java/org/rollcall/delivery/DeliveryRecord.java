package org.rollcall.delivery;

import java.time.Instant;
import java.util.Optional;
import org.rollcall.user.state.Delivery;

/**
 * A delivery event in a job's folder. It contains no personal data. See D-064.
 *
 * @param messageId SES's message ID
 * @param bounceType for a bounce: SES's type, such as {@code Permanent}
 * @param bounceSubType for a bounce: SES's subtype, such as {@code MailboxFull}
 * @param status for a bounce: the mail server's status code (RFC 3463), such as {@code 5.1.1}. Its
 *     text is not stored, because it may contain the address.
 */
public record DeliveryRecord(
    Delivery.Kind kind,
    Instant when,
    String messageId,
    Optional<String> bounceType,
    Optional<String> bounceSubType,
    Optional<String> status) {

  public Delivery delivery() {
    return new Delivery(kind, when);
  }
}

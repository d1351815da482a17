package org.rollcall.user;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The email address of a user that is marked as preferred. Letters go to it.
 *
 * @param address present if mail can be sent to it
 */
public record PreferredEmail(Status status, Optional<EmailAddress> address) {

  /** Whether letters can be sent. */
  public enum Status {
    /** Exactly one address is marked, and mail can be sent to it. */
    USABLE,
    /** No address is marked. */
    NONE,
    /** More than one address is marked. */
    SEVERAL,
    /** The marked address is blank, or mail cannot be sent to it as it is written. */
    UNUSABLE
  }

  /**
   * The preferred one of a list of email addresses. A blank entry is ignored if another one is
   * marked.
   */
  static PreferredEmail of(JsonNode emails) {
    List<String> marked =
        StreamSupport.stream(emails.spliterator(), false)
            .filter(email -> email.path("preferred").asBoolean())
            .map(email -> CleanText.of(email.path("email_address").asText("")))
            .toList();
    List<String> written = marked.stream().filter(text -> !text.isEmpty()).toList();
    if (marked.isEmpty()) {
      return new PreferredEmail(Status.NONE, Optional.empty());
    }
    if (written.size() > 1) {
      return new PreferredEmail(Status.SEVERAL, Optional.empty());
    }
    Optional<EmailAddress> address = written.stream().findFirst().flatMap(EmailAddress::of);
    return new PreferredEmail(address.isPresent() ? Status.USABLE : Status.UNUSABLE, address);
  }
}

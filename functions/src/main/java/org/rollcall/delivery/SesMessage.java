package org.rollcall.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.rollcall.json.Json;
import org.rollcall.letter.ses.LetterTags;
import org.rollcall.user.state.Delivery.Kind;

/**
 * Reads the messages that SES publishes to an SNS topic. Events of a configuration set have their
 * kind in {@code eventType}, notifications of an identity in {@code notificationType}.
 */
public final class SesMessage {

  /** SES publishes this plain text when a topic becomes an event destination. */
  private static final String TOPIC_VALIDATION = "Successfully validated SNS topic for Amazon SES";

  /** The subtype of an event about a letter that SES did not try to send. */
  private static final String SUPPRESSED = "OnAccountSuppressionList";

  /** The feedback type of a report that a letter was moved out of the spam folder. */
  private static final String NOT_SPAM = "not-spam";

  /** SES's bounce types and subtypes. */
  private static final Pattern BOUNCE_TYPE = Pattern.compile("[A-Za-z]{1,40}");

  /** Enhanced mail system status codes (RFC 3463). */
  private static final Pattern STATUS = Pattern.compile("[245]\\.\\d{1,3}\\.\\d{1,3}");

  private SesMessage() {}

  /**
   * Reads a message.
   *
   * @return empty if the event's kind is not recorded, or the letter is not a job's
   * @throws InvalidSesEventException if the message does not come from SES
   */
  public static Optional<LetterEvent> read(String message) throws InvalidSesEventException {
    if (message.startsWith(TOPIC_VALIDATION)) {
      return Optional.empty();
    }
    JsonNode event = parse(message);
    return switch (kind(event)) {
      case "Delivery" -> event(event, "delivery", Kind.DELIVERED);
      case "Reject" -> event(event, "reject", Kind.REJECTED);
      case "Complaint" -> {
        Optional<Kind> complaint = complaint(event.path("complaint"));
        yield complaint.isPresent() ? event(event, "complaint", complaint.get()) : Optional.empty();
      }
      case "Bounce" -> event(event, "bounce", bounce(event.path("bounce")));
      default -> Optional.empty();
    };
  }

  /** The kind of a complaint; empty if the recipient has not complained. See D-134. */
  private static Optional<Kind> complaint(JsonNode complaint) {
    if (complaint.path("complaintSubType").asText().equals(SUPPRESSED)) {
      return Optional.of(Kind.SUPPRESSED);
    }
    return complaint.path("complaintFeedbackType").asText().equals(NOT_SPAM)
        ? Optional.empty()
        : Optional.of(Kind.COMPLAINED);
  }

  /** The kind of a bounce. Only bounces that SES calls permanent are. See D-065. */
  private static Kind bounce(JsonNode bounce) {
    if (bounce.path("bounceSubType").asText().equals(SUPPRESSED)) {
      return Kind.SUPPRESSED;
    }
    return bounce.path("bounceType").asText().equals("Permanent")
        ? Kind.BOUNCED
        : Kind.SOFT_BOUNCED;
  }

  private static JsonNode parse(String message) throws InvalidSesEventException {
    try {
      return Json.MAPPER.readTree(message);
    } catch (JsonProcessingException e) {
      // The parser's message would quote the text.
      throw new InvalidSesEventException("it is not JSON");
    }
  }

  private static String kind(JsonNode event) throws InvalidSesEventException {
    JsonNode kind =
        event.has("eventType") ? event.get("eventType") : event.path("notificationType");
    if (!kind.isTextual()) {
      throw new InvalidSesEventException("it has no eventType or notificationType");
    }
    return kind.textValue();
  }

  /**
   * An event about a letter.
   *
   * @param name the member with the details of this kind of event
   */
  private static Optional<LetterEvent> event(JsonNode event, String name, Kind kind)
      throws InvalidSesEventException {
    JsonNode mail = event.path("mail");
    JsonNode details = event.path(name);
    Optional<LetterTags> letter = tags(mail.path("tags"));
    if (letter.isEmpty()) {
      return Optional.empty();
    }
    DeliveryRecord record =
        new DeliveryRecord(
            kind,
            // The event Reject has no time of its own.
            instant(details.has("timestamp") ? details.path("timestamp") : mail.path("timestamp")),
            text(mail.path("messageId"), "mail.messageId"),
            matching(BOUNCE_TYPE, details.path("bounceType")),
            matching(BOUNCE_TYPE, details.path("bounceSubType")),
            matching(STATUS, details.path("bouncedRecipients").path(0).path("status")));
    // A job's letter has one recipient. The bounced recipient may be an address to which the
    // letter was forwarded. See D-064.
    String address = text(mail.path("destination").path(0), "mail.destination");
    return Optional.of(new LetterEvent(letter.get(), address, record));
  }

  private static Optional<LetterTags> tags(JsonNode tags) {
    Map<String, String> values = new HashMap<>();
    tags.properties().forEach(tag -> values.put(tag.getKey(), tag.getValue().path(0).asText()));
    return LetterTags.of(values);
  }

  private static Instant instant(JsonNode timestamp) throws InvalidSesEventException {
    try {
      return Instant.parse(timestamp.asText());
    } catch (DateTimeException e) {
      throw new InvalidSesEventException("it has no valid timestamp");
    }
  }

  private static String text(JsonNode node, String name) throws InvalidSesEventException {
    if (!node.isTextual() || node.textValue().isBlank()) {
      throw new InvalidSesEventException("it has no " + name);
    }
    return node.textValue();
  }

  private static Optional<String> matching(Pattern pattern, JsonNode node) {
    return Optional.of(node.asText()).filter(text -> pattern.matcher(text).matches());
  }
}

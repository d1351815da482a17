package org.rollcall.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.rollcall.job.DeliveryRecord;
import org.rollcall.json.Json;
import org.rollcall.letter.LetterTags;
import org.rollcall.user.state.Delivery.Kind;

/**
 * Reads what SES sends to an SNS topic: the events of a configuration set, which say their kind in
 * {@code eventType}, and the notifications of an identity, which say it in {@code
 * notificationType}.
 */
public final class SesMessage {

  /** What SES publishes, as bare text, when a topic is made an event destination. */
  private static final String GREETING = "Successfully validated SNS topic for Amazon SES";

  /** SES's words for types of bounces. */
  private static final Pattern WORD = Pattern.compile("[A-Za-z]{1,40}");

  /** Enhanced mail system status codes (RFC 3463). */
  private static final Pattern STATUS = Pattern.compile("[245]\\.\\d{1,3}\\.\\d{1,3}");

  private SesMessage() {}

  /**
   * Reads a message.
   *
   * @return nothing if it is of a kind that is of no interest here, or is not about a job's letter
   * @throws InvalidSesEventException if SES cannot have sent it
   */
  public static Optional<LetterEvent> read(String message) throws InvalidSesEventException {
    if (message.startsWith(GREETING)) {
      return Optional.empty();
    }
    JsonNode event = parse(message);
    Optional<LetterTags> letter = tags(event.path("mail").path("tags"));
    return switch (kind(event)) {
      case "Delivery" -> event(event, letter, event.path("delivery"), Kind.DELIVERED);
      case "Complaint" -> event(event, letter, event.path("complaint"), Kind.COMPLAINED);
      case "Bounce" -> event(event, letter, event.path("bounce"), bounce(event.path("bounce")));
      default -> Optional.empty();
    };
  }

  private static JsonNode parse(String message) throws InvalidSesEventException {
    try {
      return Json.MAPPER.readTree(message);
    } catch (JsonProcessingException e) {
      // Its message would quote the text.
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

  /** Only what SES calls permanent is for good; what it could not determine may be anything. */
  private static Kind bounce(JsonNode bounce) {
    return bounce.path("bounceType").asText().equals("Permanent")
        ? Kind.BOUNCED
        : Kind.SOFT_BOUNCED;
  }

  private static Optional<LetterEvent> event(
      JsonNode event, Optional<LetterTags> letter, JsonNode news, Kind kind)
      throws InvalidSesEventException {
    if (letter.isEmpty()) {
      return Optional.empty();
    }
    JsonNode mail = event.path("mail");
    DeliveryRecord note =
        new DeliveryRecord(
            kind,
            instant(news.path("timestamp")),
            text(mail.path("messageId"), "mail.messageId"),
            matching(WORD, news.path("bounceType")),
            matching(WORD, news.path("bounceSubType")),
            matching(STATUS, news.path("bouncedRecipients").path(0).path("status")));
    // A job's letter has one recipient. Who bounced may be somebody whom it was forwarded to.
    String address = text(mail.path("destination").path(0), "mail.destination");
    return Optional.of(new LetterEvent(letter.get(), address, note));
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
      throw new InvalidSesEventException("it has no timestamp");
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

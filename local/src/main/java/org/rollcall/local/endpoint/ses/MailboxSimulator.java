package org.rollcall.local.endpoint.ses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rollcall.json.Json;

/**
 * The SES mailbox simulator. Addresses such as {@code bounce@simulator.amazonses.com} or {@code
 * bounce+label@…} cause the events that they are named for. Messages to all other addresses are
 * delivered.
 */
final class MailboxSimulator {

  private static final String DOMAIN = "@simulator.amazonses.com";

  private MailboxSimulator() {}

  /** The events of a message that a configuration set publishes, in chronological order. */
  static List<String> events(String id, RawEmailRequest email, Instant now) {
    List<String> events = new ArrayList<>();
    for (String recipient : email.recipients()) {
      switch (mailbox(recipient)) {
        case "bounce" -> events.add(bounce(id, email, recipient, now, "Permanent", "General"));
        case "suppressionlist" ->
            events.add(bounce(id, email, recipient, now, "Permanent", "Suppressed"));
        case "complaint" -> {
          events.add(delivery(id, email, recipient, now));
          events.add(complaint(id, email, recipient, now));
        }
        case "ooto" -> {
          events.add(delivery(id, email, recipient, now));
          events.add(bounce(id, email, recipient, now, "Transient", "General"));
        }
        default -> events.add(delivery(id, email, recipient, now));
      }
    }
    return events;
  }

  /** The mailbox of the simulator without its label; empty for other addresses. */
  private static String mailbox(String recipient) {
    String address = recipient.toLowerCase(Locale.ROOT);
    return address.endsWith(DOMAIN)
        ? address.substring(0, address.length() - DOMAIN.length()).replaceFirst("\\+.*", "")
        : "";
  }

  private static String delivery(String id, RawEmailRequest email, String recipient, Instant now) {
    ObjectNode event = event("Delivery", id, email, recipient, now);
    ObjectNode delivery = event.putObject("delivery").put("timestamp", now.toString());
    delivery.put("processingTimeMillis", 0).put("smtpResponse", "250 OK");
    delivery.putArray("recipients").add(recipient);
    return event.toString();
  }

  private static String complaint(String id, RawEmailRequest email, String recipient, Instant now) {
    ObjectNode event = event("Complaint", id, email, recipient, now);
    ObjectNode complaint = event.putObject("complaint").put("timestamp", now.toString());
    complaint.put("feedbackId", id).put("complaintFeedbackType", "abuse");
    complaint.putArray("complainedRecipients").addObject().put("emailAddress", recipient);
    return event.toString();
  }

  private static String bounce(
      String id,
      RawEmailRequest email,
      String recipient,
      Instant now,
      String type,
      String subType) {
    ObjectNode event = event("Bounce", id, email, recipient, now);
    ObjectNode bounce = event.putObject("bounce").put("timestamp", now.toString());
    bounce.put("feedbackId", id).put("bounceType", type).put("bounceSubType", subType);
    ObjectNode bounced = bounce.putArray("bouncedRecipients").addObject();
    bounced.put("emailAddress", recipient);
    if (type.equals("Permanent")) {
      bounced.put("action", "failed").put("status", "5.1.1");
      bounced.put("diagnosticCode", "smtp; 550 5.1.1 <" + recipient + ">: no such mailbox");
    }
    return event.toString();
  }

  private static ObjectNode event(
      String kind, String id, RawEmailRequest email, String recipient, Instant now) {
    ObjectNode event = Json.MAPPER.createObjectNode().put("eventType", kind);
    ObjectNode mail = event.putObject("mail").put("timestamp", now.toString());
    mail.put("messageId", id).put("source", email.sender());
    mail.put("sendingAccountId", "000000000000");
    mail.putArray("destination").add(recipient);
    ObjectNode tags = mail.putObject("tags");
    email.configurationSet().ifPresent(set -> valuesOf(tags, "ses:configuration-set").add(set));
    for (String tag : email.tags()) {
      int equals = tag.indexOf('=');
      valuesOf(tags, tag.substring(0, equals)).add(tag.substring(equals + 1));
    }
    return event;
  }

  private static ArrayNode valuesOf(ObjectNode tags, String name) {
    return tags.withArrayProperty(name);
  }
}

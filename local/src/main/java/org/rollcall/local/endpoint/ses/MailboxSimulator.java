package org.rollcall.local.endpoint.ses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.rollcall.json.Json;

/**
 * The SES mailbox simulator. Addresses such as {@code bounce@simulator.amazonses.com} or {@code
 * bounce+label@…} cause the events that they are named for. Messages to all other addresses are
 * delivered.
 *
 * @param id the message ID
 */
record MailboxSimulator(String id, RawEmailRequest email, Instant now) {

  private static final String DOMAIN = "@simulator.amazonses.com";

  /** The events of the message that a configuration set publishes, in chronological order. */
  List<String> events() {
    return email.recipients().stream().flatMap(this::events).map(ObjectNode::toString).toList();
  }

  private Stream<ObjectNode> events(String recipient) {
    return switch (mailbox(recipient)) {
      case "bounce" -> Stream.of(bounce(recipient, "Permanent", "General"));
      case "suppressionlist" -> Stream.of(bounce(recipient, "Permanent", "Suppressed"));
      case "complaint" -> Stream.of(delivery(recipient), complaint(recipient));
      case "ooto" -> Stream.of(delivery(recipient), bounce(recipient, "Transient", "General"));
      default -> Stream.of(delivery(recipient));
    };
  }

  /** The mailbox of the simulator without its label; empty for other addresses. */
  private static String mailbox(String recipient) {
    String address = recipient.toLowerCase(Locale.ROOT);
    return address.endsWith(DOMAIN) ? address.replaceFirst("[+@].*", "") : "";
  }

  private ObjectNode delivery(String recipient) {
    ObjectNode event = event("Delivery", recipient);
    details(event, "delivery")
        .put("processingTimeMillis", 0)
        .put("smtpResponse", "250 OK")
        .putArray("recipients")
        .add(recipient);
    return event;
  }

  private ObjectNode complaint(String recipient) {
    ObjectNode event = event("Complaint", recipient);
    details(event, "complaint")
        .put("feedbackId", id)
        .put("complaintFeedbackType", "abuse")
        .putArray("complainedRecipients")
        .addObject()
        .put("emailAddress", recipient);
    return event;
  }

  private ObjectNode bounce(String recipient, String type, String subType) {
    ObjectNode event = event("Bounce", recipient);
    ObjectNode bounced =
        details(event, "bounce")
            .put("feedbackId", id)
            .put("bounceType", type)
            .put("bounceSubType", subType)
            .putArray("bouncedRecipients")
            .addObject()
            .put("emailAddress", recipient);
    if (type.equals("Permanent")) {
      bounced.put("action", "failed").put("status", "5.1.1");
      bounced.put("diagnosticCode", "smtp; 550 5.1.1 <" + recipient + ">: no such mailbox");
    }
    return event;
  }

  private ObjectNode details(ObjectNode event, String name) {
    return event.putObject(name).put("timestamp", now.toString());
  }

  private ObjectNode event(String type, String recipient) {
    ObjectNode event = Json.MAPPER.createObjectNode().put("eventType", type);
    ObjectNode mail = details(event, "mail");
    mail.put("messageId", id).put("source", email.sender());
    mail.put("sendingAccountId", "000000000000").putArray("destination").add(recipient);
    ObjectNode tags = mail.putObject("tags");
    email.configurationSet().ifPresent(set -> tags.putArray("ses:configuration-set").add(set));
    for (String tag : email.tags()) {
      String[] parts = tag.split("=", 2);
      tags.withArrayProperty(parts[0]).add(parts[1]);
    }
    return event;
  }
}

package org.rollcall.local;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.rollcall.json.Json;
import org.rollcall.local.endpoint.ses.SesEvents;
import org.rollcall.local.states.data.StateFailedException;
import org.rollcall.local.states.services.LambdaFunctions;

/**
 * The SNS topic between SES and the function {@code RecordDelivery}. An event is forgotten when the
 * function has taken it; one that it fails on, try after try, is kept and comes again with the next
 * ones.
 */
final class SesEventTopic {

  /** How many messages' events the function is given at once. */
  private static final int BATCH = 100;

  /** SNS has Lambda try a failing function three times. */
  private static final int TRIES = 3;

  private final SesEvents events;
  private final LambdaFunctions functions;

  SesEventTopic(SesEvents events, LambdaFunctions functions) {
    this.events = requireNonNull(events, "events is null");
    this.functions = requireNonNull(functions, "functions is null");
  }

  /** Gives the function every event there is. */
  void deliver() {
    List<SesEvents.OfMessage> batch = events.pending(BATCH);
    while (!batch.isEmpty() && isTaken(batch)) {
      events.forget(batch);
      batch = events.pending(BATCH);
    }
  }

  private boolean isTaken(List<SesEvents.OfMessage> batch) {
    ObjectNode event = snsEvent(batch);
    for (int i = 0; i < TRIES; i++) {
      try {
        functions.invoke("RecordDelivery", event);
        return true;
      } catch (StateFailedException | RuntimeException e) {
        // The function's failure is no concern of whoever is waiting for the mail.
      }
    }
    return false;
  }

  /** What Lambda gives a function that listens to a topic. */
  private static ObjectNode snsEvent(List<SesEvents.OfMessage> batch) {
    ObjectNode event = Json.MAPPER.createObjectNode();
    ArrayNode records = event.putArray("Records");
    for (SesEvents.OfMessage message : batch) {
      for (String text : message.events()) {
        ObjectNode record = records.addObject().put("EventSource", "aws:sns");
        record.put("EventVersion", "1.0");
        ObjectNode sns = record.putObject("Sns").put("Type", "Notification");
        sns.put("MessageId", message.id()).put("Subject", "Amazon SES Email Event Notification");
        sns.put("Message", text);
      }
    }
    return event;
  }
}

package org.rollcall.local;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.rollcall.json.Json;
import org.rollcall.local.endpoint.ses.Inbox;
import org.rollcall.local.stack.DataFolderException;
import org.rollcall.local.stack.FileFaults;
import org.rollcall.local.states.execution.LambdaFunctions;
import org.rollcall.local.states.execution.StateFailedException;

/**
 * The SNS topic between SES and the function {@code RecordDelivery}. Events are deleted when the
 * function has processed them. If all attempts fail, they are kept for the next delivery.
 *
 * @param faults receives the files of events that cannot be read. They are kept
 */
record SesEventTopic(Inbox inbox, LambdaFunctions functions, FileFaults faults) {

  /** Messages whose events are passed in one invocation. */
  private static final int BATCH_SIZE = 100;

  /** Messages that are read at the same time. Each reading lists the folders of all messages. */
  private static final int READ_SIZE = 50 * BATCH_SIZE;

  /** Invocations of a failing function, as with SNS on AWS. */
  private static final int MAX_ATTEMPTS = 3;

  /**
   * Passes all pending events to the function, if there are any. Several batches are passed at the
   * same time, as SNS does.
   *
   * @throws DataFolderException if the events cannot be read or deleted
   */
  void deliver() {
    try {
      List<Inbox.MessageEvents> pending = pendingEvents();
      while (!pending.isEmpty() && batches(pending).parallelStream().allMatch(this::process)) {
        pending = pendingEvents();
      }
    } catch (IOException e) {
      throw faults.failed(e, inbox.events());
    }
  }

  private static List<List<Inbox.MessageEvents>> batches(List<Inbox.MessageEvents> pending) {
    return IntStream.iterate(0, i -> i < pending.size(), i -> i + BATCH_SIZE)
        .mapToObj(i -> pending.subList(i, Math.min(i + BATCH_SIZE, pending.size())))
        .toList();
  }

  /** Passes a batch, and deletes it. Returns false if all attempts fail. */
  private boolean process(List<Inbox.MessageEvents> batch) {
    if (!isProcessed(batch)) {
      return false;
    }
    try {
      inbox.deleteEvents(batch);
    } catch (IOException e) {
      throw faults.failed(e, inbox.events());
    }
    return true;
  }

  /**
   * Deletes the events of messages that were not sent. No mail must be being sent.
   *
   * @throws DataFolderException if the events cannot be deleted
   */
  void deleteUnsent() {
    try {
      inbox.deleteUnsent();
    } catch (IOException e) {
      throw faults.failed(e, inbox.events());
    }
  }

  private List<Inbox.MessageEvents> pendingEvents() throws IOException {
    return inbox.pendingEvents(READ_SIZE, faults::ignored);
  }

  private boolean isProcessed(List<Inbox.MessageEvents> batch) {
    ObjectNode event = snsEvent(batch);
    for (int i = 0; i < MAX_ATTEMPTS; i++) {
      try {
        functions.invoke("RecordDelivery", event);
        return true;
      } catch (StateFailedException | RuntimeException e) {
        // Retried; a failure of the function must not fail the sending of mail.
      }
    }
    return false;
  }

  /** The event that Lambda passes to a function subscribed to a topic. */
  private static ObjectNode snsEvent(List<Inbox.MessageEvents> batch) {
    ObjectNode event = Json.MAPPER.createObjectNode();
    ArrayNode records = event.putArray("Records");
    for (Inbox.MessageEvents message : batch) {
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

package org.rollcall.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.rollcall.local.LetterJobs.NOTIFY;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.rollcall.Given;
import org.rollcall.json.Json;
import org.rollcall.lambda.RecordDelivery;
import org.rollcall.lambda.Wiring;
import org.rollcall.local.endpoint.ses.Inbox;
import org.rollcall.user.state.Delivery;
import org.rollcall.user.state.Delivery.Kind;
import org.rollcall.user.state.LetterProgress;

/**
 * A library whose patrons have mailboxes of the SES simulator, with the delivery events of its
 * letters.
 */
final class DeliveryFixture implements AutoCloseable {

  private final TestLibrary library;
  private final Inbox inbox;

  DeliveryFixture(Path folder) {
    library = TestLibrary.empty(folder);
    inbox = new Inbox(folder.resolve("inbox"), folder.resolve("mail-events"));
  }

  TestLibrary library() {
    return library;
  }

  Inbox inbox() {
    return inbox;
  }

  static Patron patronWithMailbox(String mailbox, String id) {
    return Patron.internal(id).email(mailbox + "+" + id + "@simulator.amazonses.com");
  }

  /** Runs a job that only sends a letter to some users. */
  EndedJob sendLettersTo(String... ids) {
    return library.run(NOTIFY.formatted(String.join("', '", ids)));
  }

  /** Records the delivery events of a job's letters, and makes its report again. */
  EndedJob recordDeliveries(EndedJob job) {
    library.recordDeliveries();
    return library.reportAgain(job);
  }

  LetterProgress letter(String user, EndedJob job) {
    return library.stored(user).state().letterOf(job.reference()).orElseThrow();
  }

  /** The kind of the delivery event in the user's item for a job's letter. */
  Optional<Kind> deliveryKind(String user, EndedJob job) {
    return letter(user, job).delivery().map(Delivery::kind);
  }

  /** The unpublished SES events of a user's letter. */
  List<String> events(String user) {
    String tag = Base64.getUrlEncoder().withoutPadding().encodeToString(user.getBytes(UTF_8));
    try {
      return inbox.pendingEvents(1_000, file -> {}).stream()
          .flatMap(message -> message.events().stream())
          .filter(event -> event.contains("\"" + tag + "\""))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An event of SES about the letter that a job, or a retry of a first job, sent to a user. */
  static String event(EndedJob job, String user, String kind, String details) {
    return Given.json(
            """
            {eventType: '%s', %s,
             mail: {timestamp: '2026-11-22T10:00:00Z', messageId: '%s',
                    destination: ['%s@example.edu'],
                    tags: {rollcall_job: ['%s'], rollcall_root: ['%s'], rollcall_user_1: ['%s']}}}
            """
                .formatted(
                    kind,
                    details.formatted(Instant.now()),
                    job.cell(user, "message_id"),
                    user,
                    job.id(),
                    job.report().path("retry_of").asText(job.id()),
                    Base64.getUrlEncoder().withoutPadding().encodeToString(user.getBytes(UTF_8))))
        .toString();
  }

  /** Invokes the function RecordDelivery with messages of the SNS topic. */
  JsonNode record(String... messages) {
    return record(library.wiring(), messages);
  }

  static JsonNode record(Wiring wiring, String... messages) {
    ObjectNode event = Json.MAPPER.createObjectNode();
    for (String message : messages) {
      event.withArray("Records").addObject().putObject("Sns").put("Message", message);
    }
    return TestLibrary.invoke(new RecordDelivery(wiring), event.toString());
  }

  @Override
  public void close() {
    library.close();
  }
}

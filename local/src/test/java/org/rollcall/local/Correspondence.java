package org.rollcall.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.rollcall.json.Json;
import org.rollcall.lambda.RecordDelivery;
import org.rollcall.lambda.ReportJob;
import org.rollcall.lambda.Wiring;
import org.rollcall.local.endpoint.ses.SesEvents;
import org.rollcall.user.state.Delivery;
import org.rollcall.user.state.Delivery.Kind;
import org.rollcall.user.state.LetterProgress;

/**
 * A library whose patrons have the mailboxes of SES's simulator, and what is told of its letters.
 */
final class Correspondence implements AutoCloseable {

  static final String NOTIFY =
      """
      {'initiated_by': 'user.manager', 'set': {'members': ['%s']},
       'notify': {'type': 'ACCOUNT_UPDATED'}}
      """;

  private final Library library;
  private final SesEvents pending;

  Correspondence(Path folder) {
    library = Library.empty(folder);
    pending = new SesEvents(folder.resolve("mail-events"), folder.resolve("inbox"));
  }

  Library library() {
    return library;
  }

  SesEvents pending() {
    return pending;
  }

  static Patron at(String mailbox, String id) {
    return Patron.internal(id).email(mailbox + "+" + id + "@simulator.amazonses.com");
  }

  /** Runs a job that does nothing but write to some users. */
  EndedJob writeTo(String... ids) {
    return library.run(NOTIFY.formatted(String.join("', '", ids)));
  }

  /** A job whose report knows what became of its letters. */
  EndedJob heardOf(EndedJob job) {
    library.hearOfLetters();
    Library.invoke(
        new ReportJob(library.wiring()),
        "{'job_id': '%s', 'ended': '%s'}".formatted(job.id(), job.report().path("ended").asText()));
    return job;
  }

  LetterProgress mark(String user, EndedJob job) {
    return library.stored(user).state().letterOf(job.jobId()).orElseThrow();
  }

  /** What a user's item says became of a job's letter. */
  Optional<Kind> fate(String user, EndedJob job) {
    return mark(user, job).delivery().map(Delivery::kind);
  }

  /** The events that SES has still to publish of a user's letter. */
  List<String> events(String user) {
    String tag = Base64.getUrlEncoder().withoutPadding().encodeToString(user.getBytes(UTF_8));
    return pending.pending(1_000).stream()
        .flatMap(message -> message.events().stream())
        .filter(event -> event.contains("\"" + tag + "\""))
        .toList();
  }

  /** Gives the function some messages of the topic. */
  JsonNode record(String... messages) {
    return record(library.wiring(), messages);
  }

  static JsonNode record(Wiring wiring, String... messages) {
    ObjectNode event = Json.MAPPER.createObjectNode();
    for (String message : messages) {
      event.withArray("Records").addObject().putObject("Sns").put("Message", message);
    }
    return Library.invoke(new RecordDelivery(wiring), event.toString());
  }

  @Override
  public void close() {
    library.close();
  }
}

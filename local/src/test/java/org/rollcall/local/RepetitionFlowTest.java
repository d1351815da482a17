package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.lambda.NotifyUser;
import org.rollcall.lambda.UpdateUser;
import org.rollcall.lambda.Wiring;
import org.rollcall.local.stack.EmbeddedDynamoDb;
import org.rollcall.user.store.StoredUser;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Repeated invocations and concurrent writes. */
class RepetitionFlowTest {

  private static final String CONVERT =
      """
      {'initiated_by': 'user.manager', 'set': {'members': ['%s']},
       'changes': {'account_type': {'value': 'INTERNAL'},
                   'expiry_date': {'value': '2029-01-31', 'condition': 'IF_EMPTY'}},
       'notify': {'type': 'NOTIFY_PASSWORD_CHANGE'}}
      """;

  @TempDir static Path folder;
  @AutoClose static TestLibrary library;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder);
  }

  @Test
  void repeatedInvocations_shouldChangeNothingAndReturnTheSame() {
    library.load(Patron.external("abe"));
    EndedJob job = library.run(CONVERT.formatted("abe"));
    StoredUser after = library.stored("abe");
    List<String> outcomes = job.entries("outcomes/000001.jsonl");
    List<String> letters = job.entries("letters/000001.jsonl");

    var updated =
        TestLibrary.invoke(
            new UpdateUser(library.wiring()),
            "{'job_id': '%s', 'chunk': 1, 'members': ['abe']}".formatted(job.id()));
    var notified = TestLibrary.invoke(new NotifyUser(library.wiring()), notification(job));

    assertThat(updated.path("letters_due").intValue()).isEqualTo(1);
    assertThat(notified.path("letters_sent").intValue()).isEqualTo(1);
    assertThat(library.stored("abe")).isEqualTo(after);
    assertThat(library.lettersTo("abe@example.edu")).hasSize(1);
    assertThat(job.entries("outcomes/000001.jsonl")).isEqualTo(outcomes).hasSize(1);
    assertThat(job.entries("letters/000001.jsonl")).isEqualTo(letters).hasSize(1);
  }

  @Test
  void userLoadedConcurrently_shouldHaveTheNewRecordAndTheChange() {
    library.load(Patron.external("cy").without("expiry_date"));

    EndedJob job =
        runWithEditBeforeFirstWrite(
            "cy",
            () ->
                library.load(
                    Patron.external("cy").with("last_name", "Newname").without("expiry_date")));

    assertThat(job.result("cy")).isEqualTo("UPDATED");
    assertThat(library.record("cy").path("last_name").asText()).isEqualTo("Newname");
    assertThat(library.stored("cy").user().code("account_type")).contains("INTERNAL");
    assertThat(library.record("cy").path("expiry_date").asText()).isEqualTo("2029-01-31Z");
    assertThat(library.lettersTo("cy@example.edu")).hasSize(1);
  }

  @Test
  void fieldWrittenConcurrentlyWithoutAVersion_shouldNotBeLost() {
    library.load(Patron.external("dan").without("expiry_date"));

    EndedJob job =
        runWithEditBeforeFirstWrite("dan", () -> edit("dan", "expiry_date", "2040-01-01Z"));

    assertThat(job.result("dan")).isEqualTo("UPDATED");
    assertThat(library.record("dan").path("expiry_date").asText()).isEqualTo("2040-01-01Z");
    assertThat(library.stored("dan").user().code("account_type")).contains("INTERNAL");
    assertThat(job.cell("dan", "changes")).doesNotContain("expiry_date");
  }

  @Test
  void userDeletedConcurrently_shouldBeNotFoundAndStayDeleted() {
    library.load(Patron.external("eve"));

    EndedJob job =
        runWithEditBeforeFirstWrite(
            "eve",
            () ->
                library
                    .wiring()
                    .dynamoDb()
                    .deleteItem(
                        delete -> delete.tableName(EmbeddedDynamoDb.TABLE).key(key("eve"))));

    assertThat(job.result("eve")).isEqualTo("NOT_FOUND");
    assertThat(library.users()).doesNotContainKey("eve");
    assertThat(library.lettersTo("eve@example.edu")).isEmpty();
  }

  @Test
  void userWrittenPermanentlyByOthers_shouldFailAsAConflict() {
    library.load(Patron.external("fay"), Patron.external("fio"));
    AtomicInteger writes = new AtomicInteger();

    EndedJob job =
        library.run(
            FaultyClient.forDynamoDb(
                library.wiring(),
                request -> {
                  if (isWriteOf(request, "fay")) {
                    library.load(
                        Patron.external("fay")
                            .with("last_name", "Edit" + writes.incrementAndGet()));
                  }
                }),
            CONVERT.formatted("fay', 'fio"));

    assertThat(job.status()).isEqualTo("COMPLETED_FAILED");
    assertThat(job.result("fay")).isEqualTo("FAILED");
    assertThat(job.reason("fay")).isEqualTo("CONFLICT");
    assertThat(job.result("fio")).isEqualTo("UPDATED");
    assertThat(library.record("fay").path("last_name").asText()).isEqualTo("Edit" + writes);
    assertThat(library.lettersTo("fay@example.edu")).isEmpty();
  }

  @Test
  void userChangedByARetryAtTheLastAttempt_shouldBeUpdated() {
    library.load(Patron.external("fox"));
    String id = TestLibrary.newJobId();
    AtomicInteger writes = new AtomicInteger();
    Wiring busy =
        FaultyClient.forDynamoDb(
            library.wiring(),
            request -> {
              if (isWriteOf(request, "fox") && writes.incrementAndGet() < 5) {
                library.load(Patron.external("fox").with("last_name", "Edit" + writes));
              } else if (isWriteOf(request, "fox") && writes.get() == 5) {
                library.run("{'initiated_by': 'user.manager', 'retry': '" + id + "'}");
              }
            });

    EndedJob job;
    try (StateMachineRunner machine = library.stateMachine(busy)) {
      job = machine.run(id, CONVERT.formatted("fox"));
    }

    assertThat(job.entries("outcomes/000001.jsonl")).singleElement().asString().contains("UPDATED");
    assertThat(library.lettersTo("fox@example.edu")).hasSize(1);
  }

  @Test
  void recordThatBecomesTooLarge_shouldFailAlone() {
    String long200 = "x".repeat(200_000);
    library.load(
        Patron.external("gil")
            .withJson(
                "user_note", "[{'note_text': '" + long200 + "', 'segment_type': 'External'}]"),
        Patron.external("guy"));
    StoredUser before = library.stored("gil");

    EndedJob job = library.run(CONVERT.formatted("gil', 'guy"));

    assertThat(job.status()).isEqualTo("COMPLETED_FAILED");
    assertThat(job.reason("gil")).isEqualTo("WRITE_REFUSED");
    assertThat(job.result("guy")).isEqualTo("UPDATED");
    assertThat(library.stored("gil")).isEqualTo(before);
    assertThat(library.lettersTo("gil@example.edu")).isEmpty();
  }

  private static EndedJob runWithEditBeforeFirstWrite(String id, Runnable edit) {
    AtomicInteger writes = new AtomicInteger();
    return library.run(
        FaultyClient.forDynamoDb(
            library.wiring(),
            request -> {
              if (isWriteOf(request, id) && writes.incrementAndGet() == 1) {
                edit.run();
              }
            }),
        CONVERT.formatted(id));
  }

  private static boolean isWriteOf(Object request, String id) {
    return request instanceof UpdateItemRequest update && update.key().equals(key(id));
  }

  /** Writes a field, as a program that does not know Rollcall does. */
  private static void edit(String id, String field, String value) {
    library
        .wiring()
        .dynamoDb()
        .updateItem(
            update ->
                update
                    .tableName(EmbeddedDynamoDb.TABLE)
                    .key(key(id))
                    .updateExpression("SET #f = :v")
                    .expressionAttributeNames(Map.of("#f", field))
                    .expressionAttributeValues(Map.of(":v", AttributeValue.fromS(value))));
  }

  private static Map<String, AttributeValue> key(String id) {
    return Map.of("primary_id", AttributeValue.fromS(id));
  }

  private static String notification(EndedJob job) {
    return "{'job_id': '%s', 'chunk': 1, 'letters_due': 1, 'started': '%s'}"
        .formatted(job.id(), Instant.now());
  }
}

package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.Given;
import org.rollcall.lambda.UpdateUser;
import org.rollcall.local.admin.UserAdministration;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.ses.model.AccountSendingPausedException;
import software.amazon.awssdk.services.ses.model.SendRawEmailRequest;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Jobs with failures of AWS, and large jobs. */
class UnreachedFlowTest {

  private static final String TO_ALUMNI =
      """
      {'initiated_by': 'user.manager', 'set': %s, 'changes': {'user_group': {'value': 'ALUMNI'}}}
      """;

  private static final String CONVERT =
      """
      {'initiated_by': 'user.manager', 'set': {'members': [%s]},
       'changes': {'account_type': {'value': 'INTERNAL'}},
       'notify': {'type': 'NOTIFY_PASSWORD_CHANGE'}}
      """;

  /** The entry in {@code stop.json}, as a job writes it. */
  private static final String PAUSED =
      "{\"code\": \"SENDING_PAUSED\", \"reason\": \"SENDING_PAUSED: it is paused\"}";

  @TempDir static Path folder;
  @AutoClose static TestLibrary library;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder);
  }

  @Test
  void failedChunk_shouldWriteItsUsersToASetForTheNextJob() {
    library.load(Patron.external("lucky"), Patron.external("unlucky"), Patron.external("happy"));

    EndedJob job =
        library.run(
            FaultyClient.forDynamoDb(
                library.wiring(),
                request -> {
                  if (request instanceof BatchGetItemRequest read && isOf(read, "unlucky")) {
                    throw InternalServerErrorException.builder().statusCode(500).build();
                  }
                }),
            TO_ALUMNI.formatted("{'members': ['lucky', 'unlucky', 'happy']}"));

    assertThat(job.execution().status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(job.execution().error()).isEqualTo("UsersNotReached");
    assertThat(Given.json(job.execution().cause()).path("counters").path("not_reached").intValue())
        .isEqualTo(1);
    assertThat(job.status()).isEqualTo("FAILED");
    assertThat(job.result("unlucky")).isEqualTo("NOT_REACHED");
    assertThat(job.result("lucky")).isEqualTo("UPDATED");
    assertThat(job.result("happy")).isEqualTo("UPDATED");
    assertThat(job.page()).contains("unlucky");
    assertThat(job.failed()).containsExactly("unlucky");

    library.put("sets/remaining.csv", job.object("failed.csv"));
    EndedJob next = library.run(TO_ALUMNI.formatted("'remaining'"));

    assertThat(next.status()).isEqualTo("COMPLETED_SUCCESS");
    assertThat(next.users().keySet()).containsExactly("unlucky");
    assertThat(library.stored("unlucky").user().code("user_group")).contains("ALUMNI");
  }

  @Test
  void pausedSesAccount_shouldFailTheLettersAndKeepTheChanges() {
    library.load(Patron.external("patient"));

    EndedJob job =
        library.run(
            FaultyClient.forSes(
                library.wiring(),
                request -> {
                  if (request instanceof SendRawEmailRequest) {
                    throw AccountSendingPausedException.builder()
                        .statusCode(400)
                        .awsErrorDetails(
                            AwsErrorDetails.builder()
                                .errorCode("AccountSendingPausedException")
                                .build())
                        .build();
                  }
                }),
            """
            {'initiated_by': 'user.manager', 'set': {'members': ['patient']},
             'changes': {'account_type': {'value': 'INTERNAL'}},
             'notify': {'type': 'NOTIFY_PASSWORD_CHANGE'}}
            """);

    assertThat(job.execution().status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(job.status()).isEqualTo("COMPLETED_FAILED");
    assertThat(job.result("patient")).isEqualTo("UPDATED");
    assertThat(job.cell("patient", "letter")).isEqualTo("FAILED");
    assertThat(job.reason("patient")).isEqualTo("SENDING_PAUSED");
    assertThat(job.object("stop.json")).contains("SENDING_PAUSED");
    assertThat(job.count("letters_failed")).isEqualTo(1);
    assertThat(library.lettersTo("patient@example.edu")).isEmpty();
  }

  @Test
  void jobStoppedForItsLetters_shouldChangeNoMoreUsersAndReportTheReason() {
    library.load(Patron.external("early"), Patron.external("late"), Patron.external("later"));
    EndedJob job = library.run(CONVERT.formatted("'early'"));
    library.put("jobs/" + job.id() + "/stop.json", PAUSED);

    var updated =
        TestLibrary.invoke(
            new UpdateUser(library.wiring()),
            "{'job_id': '%s', 'chunk': 1, 'members': ['early', 'late', 'later']}"
                .formatted(job.id()));

    assertThat(updated.path("letters_due").intValue()).isEqualTo(1);
    assertThat(job.entries("outcomes/000001.jsonl"))
        .satisfiesExactly(
            done -> assertThat(done).contains("early", "UPDATED"),
            left -> assertThat(left).contains("late", "NOT_REACHED", "SENDING_PAUSED: Amazon SES"),
            left ->
                assertThat(left).contains("later", "NOT_REACHED", "SENDING_PAUSED: Amazon SES"));
    assertThat(library.stored("late").state().lastChange()).isEmpty();
    assertThat(library.stored("later").user().code("account_type")).contains("EXTERNAL");
  }

  @Test
  void jobWithoutLetters_shouldIgnoreAPausedSesAccount() {
    library.load(Patron.external("quiet"), Patron.external("quieter"));
    EndedJob job = library.run(TO_ALUMNI.formatted("{'members': ['quiet']}"));
    library.put("jobs/" + job.id() + "/stop.json", PAUSED);

    TestLibrary.invoke(
        new UpdateUser(library.wiring()),
        "{'job_id': '%s', 'chunk': 1, 'members': ['quieter']}".formatted(job.id()));

    assertThat(library.stored("quieter").user().code("user_group")).contains("ALUMNI");
  }

  @Test
  void letterThatCannotBeRecorded_shouldCountAsSent() {
    library.load(Patron.external("marta"));

    EndedJob job =
        library.run(
            FaultyClient.forDynamoDb(
                library.wiring(),
                request -> {
                  if (request instanceof UpdateItemRequest write
                      && write.key().equals(key("marta"))
                      && !library.lettersTo("marta@example.edu").isEmpty()) {
                    throw InternalServerErrorException.builder().statusCode(500).build();
                  }
                }),
            """
            {'initiated_by': 'user.manager', 'set': {'members': ['marta']},
             'changes': {'account_type': {'value': 'INTERNAL'}},
             'notify': {'type': 'NOTIFY_PASSWORD_CHANGE'}}
            """);

    assertThat(library.lettersTo("marta@example.edu")).hasSize(1);
    assertThat(job.cell("marta", "letter")).isEqualTo("SENT");
    assertThat(job.cell("marta", "message_id")).isNotEmpty();
    assertThat(job.count("letters_sent")).isEqualTo(1);
    assertThat(job.count("letters_failed")).isZero();
  }

  @Test
  void largeSet_shouldBeProcessedInChunksAndItsUsageCounted() {
    List<String> ids = IntStream.range(0, 1_003).mapToObj("many.%04d"::formatted).toList();
    for (int start = 0; start < ids.size(); start += UserAdministration.MAX_BATCH_USERS) {
      library.load(
          ids
              .subList(start, Math.min(start + UserAdministration.MAX_BATCH_USERS, ids.size()))
              .stream()
              .map(id -> Patron.external(id).toUser())
              .toList());
    }
    library.put("sets/many.csv", "primary_id\n" + String.join("\n", ids));

    EndedJob job =
        library.run(
            FaultyClient.forDynamoDb(
                library.wiring(),
                request -> {
                  if (request instanceof UpdateItemRequest write
                      && write.key().equals(key("many.0550"))) {
                    throw InternalServerErrorException.builder().statusCode(500).build();
                  }
                }),
            TO_ALUMNI.formatted("'many'"));

    assertThat(job.users().keySet()).containsExactlyElementsOf(ids);
    assertThat(job.result("many.0549"))
        .as("results of a chunk before its failure are recorded")
        .isEqualTo("UPDATED");
    assertThat(job.failed()).containsExactlyElementsOf(ids.subList(550, 585));
    assertThat(job.count("updated")).isEqualTo(968);
    assertThat(job.count("not_reached")).isEqualTo(35);
    var work = job.report().path("work");
    assertThat(Given.json(job.object("chunks.json"))).hasSize(12);
    assertThat(work.path("state_transitions").intValue()).isBetween(12, 60);
    assertThat(work.path("lambda_invocations").intValue()).isEqualTo(1 + 12 + 1);
    assertThat(work.path("dynamodb_write_units").doubleValue()).isBetween(968.0, 3_006.0);
    assertThat(work.path("dynamodb_read_units").doubleValue()).isBetween(1_003.0, 3_009.0);
    assertThat(work.path("s3_requests").intValue()).isBetween(50, 120);
    assertThat(work.path("kms_requests").intValue()).isZero();
    assertThat(work.path("emails").intValue()).isZero();
  }

  private static boolean isOf(BatchGetItemRequest read, String id) {
    return read.requestItems().values().stream().anyMatch(table -> table.keys().contains(key(id)));
  }

  private static Map<String, AttributeValue> key(String id) {
    return Map.of("primary_id", AttributeValue.fromS(id));
  }
}

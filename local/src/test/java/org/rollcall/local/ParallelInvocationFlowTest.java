package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.lambda.NotifyUser;
import org.rollcall.lambda.UpdateUser;
import org.rollcall.lambda.Wiring;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * Two invocations of a chunk at the same time. Step Functions calls a function again if it has not
 * got the result of a first call, which is still running.
 */
class ParallelInvocationFlowTest {

  private static final String JOB =
      """
      {'initiated_by': 'user.manager', 'set': {'members': ['%s']},
       'changes': {'user_group': {'value': 'ALUMNI'}}, 'notify': {'type': 'ACCOUNT_UPDATED'}}
      """;

  @TempDir static Path folder;
  @AutoClose static TestLibrary library;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder);
  }

  /** The next job that changes the user drops its before-image, because the page contains it. */
  @Test
  void changeOfAnotherInvocation_shouldStayInTheLedgerAndBeUndone() {
    library.load(Patron.internal("pia").with("user_group", "UG"));
    String id = TestLibrary.newJobId();
    AtomicBoolean hasOther = new AtomicBoolean();
    Wiring failing =
        FaultyClient.forS3(
            FailingServices.failing("pia", library.wiring()),
            request -> {
              if (isPutOf("/outcomes/000001.jsonl", request) && !hasOther.getAndSet(true)) {
                TestLibrary.invoke(
                    new UpdateUser(library.wiring()),
                    "{'job_id': '%s', 'chunk': 1, 'members': ['pia']}".formatted(id));
                library.run(
                    """
                    {'initiated_by': 'user.manager', 'set': {'members': ['pia']},
                     'changes': {'campus_code': {'value': 'MAIN'}}}
                    """);
              }
            });
    EndedJob job;
    try (StateMachineRunner machine = library.stateMachine(failing)) {
      job = machine.run(id, JOB.formatted("pia"));
    }
    assertThat(library.stored("pia").user().record().at("/user_group/value").asText())
        .isEqualTo("ALUMNI");

    EndedJob undo = library.run("{'initiated_by': 'user.manager', 'undo': '" + job.id() + "'}");

    assertThat(undo.result("pia")).isEqualTo("UPDATED");
    assertThat(library.stored("pia").user().record().at("/user_group/value").asText())
        .isEqualTo("UG");
    assertThat(library.stored("pia").user().record().at("/campus_code/value").asText())
        .isEqualTo("MAIN");
  }

  @Test
  void letterOfAnotherInvocation_shouldStayInTheLedger() {
    library.load(Patron.internal("pim").with("user_group", "UG"));
    String id = TestLibrary.newJobId();
    AtomicBoolean isUpdated = new AtomicBoolean();
    Wiring updating =
        FaultyClient.forS3(
            library.wiring(),
            request -> {
              if (isPutOf("/outcomes/000001.jsonl", request)) {
                isUpdated.set(true);
              }
            });
    Wiring failing =
        FaultyClient.forDynamoDb(
            updating,
            request -> {
              if (request instanceof BatchGetItemRequest && isUpdated.getAndSet(false)) {
                TestLibrary.invoke(
                    new NotifyUser(library.wiring()),
                    "{'job_id': '%s', 'chunk': 1, 'letters_due': 1, 'started': '2026-11-22T10:00:00Z'}"
                        .formatted(id));
                throw InternalServerErrorException.builder().statusCode(500).build();
              }
            });
    EndedJob job;
    try (StateMachineRunner machine = library.stateMachine(failing)) {
      job = machine.run(id, JOB.formatted("pim"));
    }

    assertThat(library.lettersTo("pim@example.edu")).hasSize(1);
    assertThat(job.entries("letters/000001.jsonl")).singleElement().asString().contains("SENT");
  }

  private static boolean isPutOf(String object, Object request) {
    return request instanceof PutObjectRequest put && put.key().endsWith(object);
  }
}

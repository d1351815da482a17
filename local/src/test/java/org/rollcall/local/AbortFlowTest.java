package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.aws.Bucket;
import org.rollcall.lambda.ReportJob;
import org.rollcall.lambda.Wiring;
import org.rollcall.user.state.LetterProgress;
import org.rollcall.user.state.LetterProgress.State;
import org.rollcall.user.state.RollcallState;
import org.rollcall.user.store.StoredUser;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Jobs whose execution is stopped. */
class AbortFlowTest {

  private static final String CONVERT =
      """
      {'initiated_by': 'user.manager', 'set': {'members': ['%s']},
       'changes': {'account_type': {'value': 'INTERNAL'}, 'expiry_date': {'extend_by': 'P1Y'}},
       'notify': {'type': 'NOTIFY_PASSWORD_CHANGE'}}
      """;

  private static final String RETRY = "{'initiated_by': 'user.manager', 'retry': '%s'}";

  /** The step between the AWS calls at which a job is stopped. */
  private static final int STRIDE = 4;

  @TempDir static Path folder;
  @AutoClose static TestLibrary library;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder);
  }

  @Test
  void jobStoppedAtAnyAwsCall_shouldLeaveUsersCompleteOrUnchangedAndBeRetryable() {
    List<String> expected = recordsAfterAJobThatIsNotStopped();
    List<String> ends = new ArrayList<>();
    int call = 1;
    while (stopsBeforeItsEnd(call, expected, ends)) {
      call += STRIDE;
    }

    assertThat(ends).as("stopped jobs").hasSizeGreaterThan(10);
    assertThat(ends)
        .as("stopped before the first change, between changes, and after the last one")
        .contains("0 of 4", "1 of 4", "2 of 4", "3 of 4", "4 of 4");
  }

  @Test
  void reportOfAStoppedJob_shouldHaveTheStopTimeAndTheResults() {
    load("when");

    EndedJob job = stoppedBefore("letters/000001.jsonl", CONVERT.formatted(members("when")));
    rebuild(job);

    assertThat(job.execution().status()).isEqualTo(ExecutionStatus.ABORTED);
    assertThat(job.status()).isEqualTo("USER_ABORTED");
    assertThat(job.report().path("ended").asText())
        .isEqualTo(job.execution().stopDate().toString());
    assertThat(job.report().path("work").path("state_transitions").intValue())
        .as("two, and one for each chunk with a page")
        .isEqualTo(2 + job.count("members") - job.count("not_reached"));
    assertThat(job.page())
        .contains(
            "Remaining users and letters", "users not reached", "retry&quot;:&quot;" + job.id());
  }

  @Test
  void reportAtTheEndOfAJob_shouldReadOnlyUsersThatAreOwedALetter() {
    load("complete");
    EndedJob job = library.run(CONVERT.formatted(members("complete")));
    var before = job.report().path("counters");
    List<String> calls = new ArrayList<>();
    Wiring observed =
        FaultyClient.forDynamoDb(library.wiring(), request -> calls.add(request.toString()));

    TestLibrary.invoke(
        new ReportJob(OneExecution.running(observed)),
        "{'job_id': '%s', 'execution': '%s'}".formatted(job.id(), job.execution().executionArn()));

    assertThat(calls).hasSize(1).allMatch(call -> call.contains("complete.3"));
    assertThat(calls).noneMatch(call -> call.matches(".*complete[.][^3].*"));
    assertThat(job.report().path("counters")).isEqualTo(before);
    assertThat(job.status()).isEqualTo("COMPLETED_WARNING");
  }

  @Test
  void memberMissingFromTheLedger_shouldHaveTheResultInTheItem() {
    library.load(Patron.external("mo"), Patron.external("mu"));
    EndedJob job = library.run(CONVERT.formatted("mo', 'mu"));
    Bucket bucket = library.wiring().bucket();
    bucket.delete("jobs/" + job.id() + "/outcomes/000001.jsonl");
    bucket.delete("jobs/" + job.id() + "/letters/000001.jsonl");
    String letter = job.cell("mo", "message_id");

    TestLibrary.invoke(new ReportJob(library.wiring()), "{'job_id': '%s'}".formatted(job.id()));

    assertThat(job.result("mo")).isEqualTo("UPDATED");
    assertThat(job.cell("mo", "changes")).isEqualTo(job.cell("mu", "changes"));
    assertThat(job.cell("mo", "credentials")).isEqualTo("RESET");
    assertThat(job.cell("mo", "letter")).isEqualTo("SENT");
    assertThat(job.cell("mo", "message_id")).isEqualTo(letter).isNotEmpty();
  }

  @Test
  void membersMissingFromTheLedger_shouldBeReadInBatchesOf100() {
    List<String> ids = IntStream.range(0, 250).mapToObj("lot.%03d"::formatted).toList();
    for (int start = 0; start < ids.size(); start += 100) {
      library.load(
          ids.subList(start, Math.min(start + 100, ids.size())).stream()
              .map(id -> Patron.external(id).toUser())
              .toList());
    }
    EndedJob job = stoppedBefore("job.json", CONVERT.formatted(String.join("', '", ids)));
    AtomicInteger reads = new AtomicInteger();
    Wiring counting =
        FaultyClient.forDynamoDb(
            library.wiring(),
            request -> reads.addAndGet(request instanceof BatchGetItemRequest ? 1 : 0));

    TestLibrary.invoke(new ReportJob(counting), "{'job_id': '%s'}".formatted(job.id()));

    assertThat(reads).hasValue(3);
    assertThat(job.count("not_reached")).isEqualTo(250);
    assertThat(job.failed()).containsExactlyElementsOf(ids);
  }

  /**
   * The records of four users after a job that is not stopped. Two of the users can be notified.
   */
  private static List<String> recordsAfterAJobThatIsNotStopped() {
    load("not.stopped");
    library.run(CONVERT.formatted(members("not.stopped")));
    return records("not.stopped");
  }

  /**
   * Stops a job at a call of AWS, and retries it. Returns false if the job ends before this call.
   */
  private static boolean stopsBeforeItsEnd(int call, List<String> expected, List<String> ends) {
    String name = "stop." + call;
    load(name);
    Map<String, StoredUser> before = library.users();
    EndedJob job = stoppedAt(call, CONVERT.formatted(members(name)));
    if (job.execution().status() != ExecutionStatus.ABORTED) {
      return false;
    }
    Map<String, List<InboxLetter>> letters = letters();
    int changed =
        (int) ids(name).stream().filter(id -> isChanged(job, id, before, letters)).count();
    ends.add(changed + " of 4");
    rebuild(job);
    assertThat(job.status()).isEqualTo("USER_ABORTED");
    assertThat(job.count("updated")).as("stopped at call %d", call).isEqualTo(changed);
    assertThat(job.count("not_reached")).isEqualTo(4 - changed);
    assertThat(job.count("letters_sent")).isEqualTo(count(letters, name));

    EndedJob retry = library.run(RETRY.formatted(job.id()));

    assertThat(retry.count("members"))
        .isEqualTo(job.count("not_reached") + job.count("letters_owed"));
    assertThat(records(name)).as("stopped at call %d", call).isEqualTo(expected);
    Map<String, List<InboxLetter>> after = letters();
    assertThat(count(after, name)).as("stopped at call %d", call).isEqualTo(3);
    for (String id : ids(name)) {
      after
          .getOrDefault(id, List.of())
          .forEach(
              letter -> assertThat(library.verdict(id, letter.password())).isEqualTo("ACCEPTED"));
    }
    return true;
  }

  /**
   * Whether a user was changed. Asserts that a changed user has a letter, sent or due, and others
   * none.
   */
  private static boolean isChanged(
      EndedJob job,
      String id,
      Map<String, StoredUser> before,
      Map<String, List<InboxLetter>> letters) {
    StoredUser now = library.stored(id);
    RollcallState state = now.state();
    if (!state.isChangedBy(job.reference())) {
      assertThat(now).isEqualTo(before.get(id));
      assertThat(letters).doesNotContainKey(id);
      return false;
    }
    assertThat(state.credentialOf(job.reference())).isPresent();
    State letter = state.letterOf(job.reference()).map(LetterProgress::state).orElseThrow();
    assertThat(letter).isIn(State.DUE, State.SENT, State.NO_PREFERRED_EMAIL);
    assertThat(letters.getOrDefault(id, List.of())).hasSize(letter == State.SENT ? 1 : 0);
    return true;
  }

  /** All letters by user. */
  private static Map<String, List<InboxLetter>> letters() {
    return library.letters().stream()
        .collect(Collectors.groupingBy(letter -> letter.to().replace("@example.edu", "")));
  }

  private static int count(Map<String, List<InboxLetter>> letters, String name) {
    return ids(name).stream().mapToInt(id -> letters.getOrDefault(id, List.of()).size()).sum();
  }

  /** Runs a job with one lane, and stops it at the n-th call of its functions. */
  private static EndedJob stoppedAt(int call, String input) {
    AtomicInteger calls = new AtomicInteger();
    return stopped(input, request -> calls.incrementAndGet() == call);
  }

  private static EndedJob stoppedBefore(String page, String input) {
    return stopped(
        input, request -> request instanceof PutObjectRequest put && put.key().endsWith(page));
  }

  private static EndedJob stopped(String input, Predicate<Object> isStopCall) {
    String id = TestLibrary.newJobId();
    List<StateMachineRunner> running = new ArrayList<>();
    Consumer<Object> stop =
        request -> {
          if (isStopCall.test(request)) {
            running.get(0).stop(id);
          }
        };
    Wiring wiring =
        FaultyClient.forS3(
            FaultyClient.forDynamoDb(
                FaultyClient.forSes(TestLibrary.withOneLane(library.wiring()), stop), stop),
            stop);
    try (StateMachineRunner machine = library.stateMachine(wiring)) {
      running.add(machine);
      return machine.run(id, input);
    }
  }

  private static void rebuild(EndedJob job) {
    library.reportAgain(job);
  }

  private static List<String> ids(String name) {
    return IntStream.range(0, 4).mapToObj(i -> name + "." + i).toList();
  }

  private static String members(String name) {
    return String.join("', '", ids(name));
  }

  /** Loads four users, the last one without an email address. */
  private static void load(String name) {
    for (String id : ids(name)) {
      library.load(id.endsWith("3") ? Patron.external(id).withoutEmail() : Patron.external(id));
    }
  }

  /** The users' records without IDs and addresses. */
  private static List<String> records(String name) {
    return ids(name).stream().map(id -> library.record(id).toString().replace(name, "")).toList();
  }
}

package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rollcall.user.state.LetterProgress;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Other programs write the same users while a job runs. For each user, the job must have the effect
 * of one atomic change between two of their writes, and the report must have the result of this
 * change.
 */
class ExternalProgramFlowTest {

  /** The changes depend on other fields, which the other programs change. */
  private static final String JOB =
      """
      {'initiated_by': 'user.manager', 'set': {'members': [%s]},
       'changes': {'user_group': {'value': 'ALUMNI', 'when': 'campus_code.value = \\u0022MAIN\\u0022'},
                   'expiry_date': {'value': '2029-01-31', 'condition': 'IF_EMPTY'}},
       'notify': {'type': 'ACCOUNT_UPDATED'}}
      """;

  private static final String CONVERT =
      """
      {'initiated_by': 'user.manager', 'set': {'members': [%s]},
       'changes': {'account_type': {'value': 'INTERNAL'}},
       'notify': {'type': 'NOTIFY_PASSWORD_CHANGE'}}
      """;

  @TempDir static Path folder;
  @AutoClose static TestLibrary library;
  static ExternalProgram other;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder);
    other = new ExternalProgram(library.wiring().dynamoDb());
  }

  /** The record after the job; empty if there is no record. */
  private static Optional<Map<String, String>> changed(Optional<Map<String, String>> record) {
    return record.map(
        before -> {
          Map<String, String> after = new HashMap<>(before);
          if ("MAIN".equals(before.get("campus_code"))) {
            after.put("user_group", "ALUMNI");
          }
          after.putIfAbsent("expiry_date", "2029-01-31Z");
          return after;
        });
  }

  private static Map<String, String> student(String address) {
    return Map.of(
        "account_type", "EXTERNAL",
        "external_id", "SIS",
        "status", "ACTIVE",
        "user_group", "UG",
        "campus_code", "MAIN",
        "contact_info", address);
  }

  static List<Integer> seeds() {
    return IntStream.range(0, Integer.getInteger("rollcall.writers", 30)).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void jobWithConcurrentWriters_shouldBeAtomicForEachUser(int seed) {
    Random random = new Random(seed);
    List<String> members = ids("s" + seed + "-member-", 4);
    List<String> outsiders = ids("s" + seed + "-outsider-", 2);
    List<String> all = new ArrayList<>(members);
    all.addAll(outsiders);
    AtomicInteger edits = new AtomicInteger();
    all.forEach(id -> other.put(id, student(address(id, edits))));
    Map<Integer, List<Runnable>> plan = new HashMap<>();
    for (int i = 0; i < 8; i++) {
      plan.computeIfAbsent(random.nextInt(30), any -> new ArrayList<>())
          .add(() -> write(all.get(random.nextInt(all.size())), random, edits));
    }
    AtomicInteger calls = new AtomicInteger();

    EndedJob job =
        library.run(
            FaultyClient.forDynamoDb(
                TestLibrary.withOneLane(library.wiring()),
                request ->
                    plan.getOrDefault(calls.getAndIncrement(), List.of()).forEach(Runnable::run)),
            JOB.formatted(quoted(members)));

    members.forEach(id -> assertIsAtomic(id, job));
    outsiders.forEach(ExternalProgramFlowTest::assertIsUnchanged);
    assertThat(job.count("members")).isEqualTo(members.size());
  }

  /** A random write of a user, who may have been deleted. */
  private static void write(String id, Random random, AtomicInteger edits) {
    boolean isThere = other.read(id).isPresent();
    switch (isThere ? random.nextInt(8) : 7) {
      case 0 -> other.set(id, "expiry_date", "2030-01-0" + (1 + random.nextInt(9)) + "Z");
      case 1 -> other.remove(id, "expiry_date");
      case 2 -> other.set(id, "campus_code", random.nextBoolean() ? "MAIN" : "LAW");
      case 3 -> other.set(id, "user_group", "EDIT" + edits.incrementAndGet());
      case 4 -> other.set(id, "contact_info", address(id, edits));
      case 5 -> other.set(id, "job_description", "edit " + edits.incrementAndGet());
      case 6 -> other.delete(id);
      default ->
          other.put(
              id,
              ExternalProgram.with(
                  student(address(id, edits)),
                  "campus_code",
                  random.nextBoolean() ? "MAIN" : "LAW"));
    }
  }

  @Test
  void programsThatWritePermanently_shouldLoseNothingAndHideNoFailure() throws Exception {
    List<String> edited = ids("rest-edited-", 6);
    List<String> replaced = ids("rest-replaced-", 6);
    List<String> deleted = ids("rest-deleted-", 6);
    List<String> members = new ArrayList<>(edited);
    members.addAll(replaced);
    members.addAll(deleted);
    AtomicInteger edits = new AtomicInteger();
    members.forEach(id -> other.put(id, student(address(id, edits))));
    AtomicBoolean isOver = new AtomicBoolean();
    Random random = new Random(1);
    List<Thread> programs =
        List.of(
            program(isOver, edited, id -> other.set(id, "job_description", "e" + edits.get())),
            program(isOver, replaced, id -> other.put(id, student(address(id, edits)))),
            program(isOver, deleted, id -> write(id, random, edits)),
            program(
                isOver,
                List.of("rest-new"),
                id -> other.put(id + edits.incrementAndGet() % 50, student(address(id, edits)))));

    EndedJob job = library.run(library.wiring(), JOB.formatted(quoted(members)));
    isOver.set(true);
    for (Thread program : programs) {
      program.join();
    }

    members.forEach(id -> assertIsAtomic(id, job));
    ids("rest-new", 50).stream()
        .filter(id -> other.writeCount(id) > 0)
        .forEach(ExternalProgramFlowTest::assertIsUnchanged);
    assertThat(job.users().keySet()).containsExactlyInAnyOrderElementsOf(members);
  }

  private static Thread program(AtomicBoolean isOver, List<String> ids, Consumer<String> write) {
    Thread program =
        new Thread(
            () -> {
              while (!isOver.get()) {
                ids.forEach(write);
              }
            });
    program.start();
    return program;
  }

  @Test
  void replacedRecordThatNoLongerMatches_shouldNotBeChanged() {
    other.put("moved", student("moved@example.edu"));
    AtomicBoolean isDone = new AtomicBoolean();

    EndedJob job =
        runWithEditBefore(
            request -> isWriteOf(request, "moved") && !isDone.getAndSet(true),
            () ->
                other.put(
                    "moved",
                    ExternalProgram.with(student("moved@example.edu"), "campus_code", "LAW")),
            JOB.formatted("'moved'"));

    assertThat(job.result("moved")).isEqualTo("UPDATED");
    assertThat(job.cell("moved", "changes")).isEqualTo("expiry_date: (none) -> 2029-01-31Z");
    assertThat(other.read("moved").orElseThrow())
        .containsEntry("user_group", "UG")
        .containsEntry("campus_code", "LAW");
    assertIsAtomic("moved", job);
  }

  @Test
  void addressChangedAfterTheUpdate_shouldGetTheLetter() {
    other.put("post", student("old@post.example.edu"));
    AtomicInteger writes = new AtomicInteger();

    EndedJob job =
        runWithEditBefore(
            request -> isWriteOf(request, "post") && writes.incrementAndGet() == 2,
            () -> other.set("post", "contact_info", "new@post.example.edu"),
            JOB.formatted("'post'"));

    assertThat(job.cell("post", "letter")).isEqualTo("SENT");
    assertThat(library.lettersTo("new@post.example.edu")).hasSize(1);
    assertThat(library.lettersTo("old@post.example.edu")).isEmpty();
  }

  @Test
  void editsDuringTheLettersWrites_shouldNotPreventRecordingIt() {
    other.put("busy", student("busy@example.edu"));
    AtomicInteger edits = new AtomicInteger();

    EndedJob job =
        runWithEditBefore(
            request ->
                isWriteOf(request, "busy") && !library.lettersTo("busy@example.edu").isEmpty(),
            () -> other.set("busy", "job_description", "edit " + edits.incrementAndGet()),
            JOB.formatted("'busy'"));

    assertThat(edits).hasPositiveValue();
    assertThat(job.cell("busy", "letter")).isEqualTo("SENT");
    assertThat(library.stored("busy").state().letterOf(job.reference()))
        .map(LetterProgress::state)
        .contains(LetterProgress.State.SENT);
    assertIsAtomic("busy", job);
  }

  @Test
  void recordReplacedOrDeletedDuringSending_shouldBeUnchangedAndCountAsSent() {
    other.put("replaced", student("replaced@example.edu"));
    other.put("gone", student("gone@example.edu"));
    other.put("back", student("back@example.edu"));

    EndedJob job =
        library.run(
            FaultyClient.forSes(
                TestLibrary.withOneLane(library.wiring()),
                request -> {
                  String letter = request.toString();
                  if (letter.contains("replaced@example.edu")) {
                    other.put("replaced", student("replaced2@example.edu"));
                  } else if (letter.contains("gone@example.edu")) {
                    other.delete("gone");
                  } else if (letter.contains("back@example.edu")) {
                    other.delete("back");
                    other.put("back", student("back@example.edu"));
                  }
                }),
            JOB.formatted("'replaced', 'gone', 'back'"));

    for (String id : List.of("replaced", "gone", "back")) {
      assertThat(job.cell(id, "letter")).as(id).isEqualTo("SENT");
      assertThat(library.lettersTo(id + "@example.edu")).as(id).hasSize(1);
      assertThat(other.hasRollcallState(id)).as(id).isFalse();
      assertIsAtomic(id, job);
    }
  }

  @Test
  void recordReplacedAfterThePasswordReset_shouldGetNoPasswordLetter() {
    other.put("reset", student("reset@example.edu"));
    AtomicInteger writes = new AtomicInteger();

    EndedJob job =
        runWithEditBefore(
            request -> isWriteOf(request, "reset") && writes.incrementAndGet() == 2,
            () -> other.put("reset", student("reset@example.edu")),
            CONVERT.formatted("'reset'"));

    assertThat(job.cell("reset", "letter")).isEqualTo("GIVEN_UP");
    assertThat(job.reason("reset")).isEqualTo("SUPERSEDED");
    assertThat(library.lettersTo("reset@example.edu")).isEmpty();
    assertThat(other.read("reset")).contains(student("reset@example.edu"));
  }

  /** Runs a job, and an edit before certain calls of DynamoDB. */
  private static EndedJob runWithEditBefore(Predicate<Object> call, Runnable edit, String input) {
    return library.run(
        FaultyClient.forDynamoDb(
            library.wiring(),
            request -> {
              if (call.test(request)) {
                edit.run();
              }
            }),
        input);
  }

  private static void assertIsAtomic(String id, EndedJob job) {
    Optional<Map<String, String>> found = other.read(id);
    String result = job.result(id);
    assertThat(IntStream.rangeClosed(0, other.writeCount(id)))
        .as("%s, %s (%s), now %s", id, result, job.cell(id, "reason"), found)
        .anyMatch(writesBefore -> matchesJobAt(writesBefore, id, result, found));
    if (result.equals("FAILED")) {
      assertThat(job.reason(id)).isEqualTo("CONFLICT");
    }
    assertThat(
            library.letters().stream()
                .filter(
                    letter -> letter.to().startsWith(id + ".") || letter.to().startsWith(id + "@")))
        .hasSize(job.cell(id, "letter").equals("SENT") ? 1 : 0);
  }

  private static boolean matchesJobAt(
      int writesBefore, String id, String result, Optional<Map<String, String>> found) {
    if (result.equals("FAILED")) {
      return found.equals(other.recordWithJob(id, writesBefore, record -> record));
    }
    List<String> results = new ArrayList<>();
    Optional<Map<String, String>> expected =
        other.recordWithJob(
            id,
            writesBefore,
            record -> {
              Optional<Map<String, String>> after = changed(record);
              results.add(
                  record.isEmpty() ? "NOT_FOUND" : after.equals(record) ? "UNCHANGED" : "UPDATED");
              return after;
            });
    return found.equals(expected) && results.contains(result);
  }

  private static void assertIsUnchanged(String id) {
    assertThat(other.read(id)).isEqualTo(other.recordWithJob(id, 0, record -> record));
    assertThat(other.hasRollcallState(id)).isFalse();
  }

  private static boolean isWriteOf(Object request, String id) {
    return request instanceof UpdateItemRequest update
        && update.key().equals(ExternalProgram.key(id));
  }

  private static String address(String id, AtomicInteger edits) {
    return id + "." + edits.incrementAndGet() + "@example.edu";
  }

  private static List<String> ids(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }

  private static String quoted(List<String> ids) {
    return ids.stream().map(id -> "'" + id + "'").toList().toString().replaceAll("[\\[\\]]", "");
  }
}

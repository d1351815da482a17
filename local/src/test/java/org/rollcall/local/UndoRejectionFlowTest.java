package org.rollcall.local;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.Given;
import org.rollcall.start.Executions;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Undos that are rejected, and jobs that are rejected because of an undo. */
class UndoRejectionFlowTest {

  private static final SettableClock CLOCK = new SettableClock();

  @TempDir static Path folder;
  @AutoClose static TestLibrary library;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder, CLOCK);
  }

  @AfterEach
  void resetClock() {
    CLOCK.reset();
  }

  private static EndedJob job(String member) {
    library.load(Patron.external(member + "-0"), Patron.external(member + "-1"));
    return library.run(
        """
        {'initiated_by': 'user.manager', 'set': {'members': ['%1$s-0', '%1$s-1']},
         'changes': {'user_group': {'value': 'ALUMNI'}}, 'limits': {'first': 1}}
        """
            .formatted(member));
  }

  private static EndedJob undo(EndedJob job, String more) {
    return run("undo", job, more);
  }

  private static EndedJob run(String key, EndedJob job, String more) {
    return library.run(input(key, job, more));
  }

  private static String input(String key, EndedJob job, String more) {
    return "{'initiated_by': 'user.manager', '" + key + "': '" + job.id() + "'" + more + "}";
  }

  @Test
  void previewOfTheFirstMembers_shouldBeRejected() {
    EndedJob undo = undo(job("ra"), ", 'mode': 'PREVIEW', 'limits': {'first': 1}");

    assertThat(undo.errors()).containsOnlyKeys("limits.first");
  }

  @Test
  void retryOfAnUndoneJob_shouldBeRejected() {
    EndedJob job = job("rb");
    EndedJob undo = undo(job, "");

    assertThat(run("retry", job, "").errors().get("retry")).contains(undo.id());
    assertThat(run("continue", job, "").errors().get("continue")).contains(undo.id());
    undo(undo, "");
    assertThat(run("continue", job, "").status()).isEqualTo("COMPLETED_SUCCESS");
  }

  @Test
  void letterOfARedo_shouldBeRejected() {
    EndedJob redo = undo(undo(job("rc"), ""), ", 'notify': {'type': 'ACCOUNT_UPDATED'}");

    assertThat(redo.errors()).containsOnlyKeys("notify");
  }

  @Test
  void correctionWithAPassword_shouldBeRejected() {
    EndedJob undo = undo(job("rd"), ", 'notify': {'type': 'NOTIFY_PASSWORD_CHANGE'}");

    assertThat(undo.errors()).containsOnlyKeys("notify.type");
  }

  @Test
  void undoOfAPreview_shouldBeRejectedAndNameItsConfirm() {
    library.load(Patron.external("re"));
    EndedJob preview =
        library.run(
            """
            {'initiated_by': 'user.manager', 'set': {'members': ['re']}, 'mode': 'PREVIEW',
             'changes': {'user_group': {'value': 'ALUMNI'}}}
            """);

    assertThat(undo(preview, "").errors().get("undo")).endsWith("there is nothing to undo");
    EndedJob confirm = ConfirmFixture.confirmWithDigest(library, "user.manager", preview);
    assertThat(undo(preview, "").errors().get("undo")).contains("undo the job " + confirm.id());
  }

  @Test
  void undoOfATestOfLetters_shouldBeRejected() {
    library.load(Patron.external("rf"));
    EndedJob test =
        library.run(
            """
            {'initiated_by': 'user.manager', 'set': {'members': ['rf']},
             'notify': {'type': 'ACCOUNT_UPDATED', 'test_to': 'tester@example.edu'}}
            """);

    assertThat(undo(test, "").errors().get("undo")).contains("test of letters", "nothing to undo");
  }

  /** The hint is no folder of a job that was not accepted, with the same ID. */
  @Test
  void undoOfAJobThatWasNotAccepted_shouldBeRejectedWithTheRetention() {
    EndedJob never = run("retry", job("rg"), ", 'set': 'x'");
    library.put("jobs/" + never.id() + "/start.json", "{}");

    assertThat(undo(never, "").errors().get("undo"))
        .contains(library.wiring().settings().retentionDays() + " days")
        .doesNotContain(never.id());
  }

  @Test
  void undoAfterTheRetention_shouldBeRejected() {
    EndedJob job = job("ry");
    Duration retention = Duration.ofDays(library.wiring().settings().retentionDays());
    Instant end = job.reference().started().plus(retention);

    CLOCK.set(end.plusSeconds(60));
    EndedJob late = undo(job, "");
    CLOCK.set(end.minusSeconds(60));
    EndedJob inTime = undo(job, "");

    assertThat(late.errors()).containsOnlyKeys("undo");
    assertThat(late.errors().get("undo")).contains(retention.toDays() + " days");
    assertThat(library.keys("jobs/" + late.id() + "/")).isEmpty();
    assertThat(inTime.status()).isEqualTo("COMPLETED_SUCCESS");
  }

  @Test
  void undoOfARunningJob_shouldBeRejected() {
    library.load(Patron.external("rz"));
    List<EndedJob> attempts = new ArrayList<>();

    EndedJob job =
        Interruption.during(
            library,
            request -> request instanceof UpdateItemRequest,
            """
            {'initiated_by': 'user.manager', 'set': {'members': ['rz']},
             'changes': {'user_group': {'value': 'ALUMNI'}}}
            """,
            (machine, id) ->
                attempts.add(
                    machine.runWithin(
                        TestLibrary.newJobId(),
                        "{'initiated_by': 'user.manager', 'undo': '" + id + "'}")));

    assertThat(attempts.get(0).errors()).containsOnlyKeys("undo");
    assertThat(attempts.get(0).errors().get("undo")).contains(job.id()).contains("running");
    assertThat(job.count("updated")).isEqualTo(1);
    assertThat(undo(job, "").status()).isEqualTo("COMPLETED_SUCCESS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"retry", "continue", "undo"})
  void jobWhoseChangesWereDamaged_shouldBeRejectedWithASentence(String key) {
    EndedJob job = job("rv-" + key);
    String folder = "jobs/" + job.id() + "/";
    library.put(folder + "job.json", job.object("job.json").replace("user_group", "user_grp"));

    EndedJob next = run(key, job, "");

    assertThat(next.errors().get(key)).contains("job.json is damaged");
    assertThat(library.keys("jobs/" + next.id() + "/")).isEmpty();
    assertThat(library.keys(folder)).noneMatch(object -> object.contains("/undone/"));
  }

  @Test
  void undoOfARetryWhoseFirstJobWasDamaged_shouldBeRejectedWithASentence() {
    EndedJob job = job("rx");
    EndedJob retry = run("retry", job, "");
    String folder = "jobs/" + job.id() + "/";
    library.put(folder + "job.json", job.object("job.json").replace("user_group", "user_grp"));

    assertThat(undo(retry, "").errors().get("undo")).contains("job.json is damaged");
  }

  /** The second undo undoes what the redo did, and what its continuation would do. */
  @Test
  void continuationOfARedoAfterASecondUndo_shouldBeRejected() {
    library.load(Patron.external("rw-0"), Patron.external("rw-1"));
    EndedJob job =
        library.run(
            """
            {'initiated_by': 'user.manager', 'set': {'members': ['rw-0', 'rw-1']},
             'changes': {'user_group': {'value': 'ALUMNI'}}}
            """);
    EndedJob redo = undo(undo(job, ""), ", 'limits': {'first': 1}");
    EndedJob second = undo(job, "");

    assertThat(redo.count("held_back")).isEqualTo(1);
    assertThat(run("continue", redo, "").errors().get("continue")).contains(second.id());
  }

  /** A function of the job is still running. It changes its user after the attempts to undo. */
  @Test
  void undoOfAJobThatWasJustStopped_shouldBeRejected() {
    Instant end = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    CLOCK.set(end);
    EndedJob job = stoppedJob("rs");

    CLOCK.set(end.plusSeconds(179));
    EndedJob early = undoOnAws(job, "");
    EndedJob preview = undoOnAws(job, ", 'mode': 'PREVIEW'");
    CLOCK.set(end.plusSeconds(180));
    EndedJob inTime = undoOnAws(job, "");

    assertThat(job.execution().status()).isEqualTo(ExecutionStatus.ABORTED);
    assertThat(early.errors().get("undo"))
        .contains(job.id())
        .endsWith("undo it after " + end.plusSeconds(180));
    assertThat(preview.errors()).isEqualTo(early.errors());
    assertThat(library.keys("jobs/" + early.id() + "/")).isEmpty();
    assertThat(inTime.status()).startsWith("COMPLETED_");
  }

  /** Functions do not outlive the process of their job. */
  @Test
  void undoOfAStoppedJobOnADataFolder_shouldRunAtOnce() {
    assertThat(undo(stoppedJob("rw"), "").status()).startsWith("COMPLETED_");
  }

  private static EndedJob stoppedJob(String member) {
    library.load(Patron.external(member));
    return Interruption.during(
        library,
        request -> request instanceof UpdateItemRequest,
        """
        {'initiated_by': 'user.manager', 'set': {'members': ['%s']},
         'changes': {'user_group': {'value': 'ALUMNI'}}}
        """
            .formatted(member),
        (machine, id) -> machine.stop(id));
  }

  /** Starts an undo on a stack where functions go on when their execution has ended. */
  private static EndedJob undoOnAws(EndedJob job, String more) {
    return library.run(
        TestLibrary.withSetting(library.wiring(), "drainTime", Executions.DRAIN_TIME),
        input("undo", job, more));
  }

  /** The call of a function failed, but the function may still be running. */
  @Test
  void undoOfAJobThatJustEndedWithoutAllOutcomes_shouldBeRejected() {
    EndedJob job = job("rt");
    EndedJob complete = job("ru");
    Instant end = requireNonNull(job.execution().stopDate());
    library.wiring().bucket().delete("jobs/" + job.id() + "/outcomes/000001.jsonl");

    assertThat(undoOnAws(job, "").errors().get("undo"))
        .contains(job.id())
        .contains("undo it after");
    assertThat(undoOnAws(complete, "").status()).isEqualTo("COMPLETED_SUCCESS");
    CLOCK.set(end.plusSeconds(181));
    assertThat(undoOnAws(job, "").execution().status()).isEqualTo(ExecutionStatus.SUCCEEDED);
  }

  /** The other job begins when the first one has taken its claim, or has listed itself. */
  @ParameterizedTest
  @CsvSource({
    "undo, continue, /undone/000001.json",
    "undo, continue, /chunks.json",
    "undo, continue, /job.json",
    "continue, undo, /chain/",
    "continue, undo, /chunks.json",
    "continue, undo, /job.json"
  })
  void ofAnUndoAndAContinuationAtOnce_notBothShouldBeAccepted(
      String first, String second, String moment) {
    EndedJob job = job("rf-" + first + moment.replaceAll("[^a-z0-9]", ""));
    AtomicReference<EndedJob> other = new AtomicReference<>();

    EndedJob one =
        Interruption.during(
            library,
            request -> request instanceof PutObjectRequest put && put.key().contains(moment),
            input(first, job, ""),
            (machine, id) ->
                other.set(
                    machine.runWithin(
                        TestLibrary.newJobId(), Given.jsonText(input(second, job, "")))));

    List<String> accepted =
        Stream.of(one, requireNonNull(other.get()))
            .filter(ended -> ended.execution().error() == null)
            .map(EndedJob::status)
            .toList();
    assertThat(accepted).hasSizeLessThanOrEqualTo(1).doesNotContain("FAILED");
  }

  @Test
  void confirmAfterARetryOfTheUndoneJob_shouldBeRejected() {
    EndedJob job = job("rg");
    EndedJob preview = undo(job, ", 'mode': 'PREVIEW'");
    EndedJob rest = run("continue", job, "");

    EndedJob confirm = run("confirm", preview, "");

    assertThat(confirm.errors().get("confirm")).contains(rest.id());
  }

  @Test
  void confirmAfterARedo_shouldBeRejected() {
    EndedJob job = job("rh");
    EndedJob preview = undo(job, ", 'mode': 'PREVIEW'");
    EndedJob redo = undo(undo(job, ""), "");

    EndedJob confirm = run("confirm", preview, "");

    assertThat(confirm.errors().get("confirm")).contains(redo.id());
  }

  /** The redo would do again what the second undo undoes. */
  @Test
  void undoWhileARedoIsRunning_shouldBeRejected() {
    EndedJob job = job("ri");
    EndedJob undo = undo(job, "");
    AtomicReference<EndedJob> second = new AtomicReference<>();

    EndedJob redo =
        Interruption.during(
            library,
            request ->
                request instanceof PutObjectRequest put && put.key().contains("/outcomes/000001"),
            input("undo", undo, ""),
            (machine, id) ->
                second.set(
                    machine.runWithin(
                        TestLibrary.newJobId(), Given.jsonText(input("undo", job, "")))));

    assertThat(redo.status()).isEqualTo("COMPLETED_SUCCESS");
    assertThat(requireNonNull(second.get()).errors().get("undo")).contains(redo.id());
  }
}

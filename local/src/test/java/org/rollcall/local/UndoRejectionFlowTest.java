package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

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
    return library.run(
        "{'initiated_by': 'user.manager', '" + key + "': '" + job.id() + "'" + more + "}");
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
  void undoOfAPreview_shouldBeRejected() {
    library.load(Patron.external("re"));
    EndedJob preview =
        library.run(
            """
            {'initiated_by': 'user.manager', 'set': {'members': ['re']}, 'mode': 'PREVIEW',
             'changes': {'user_group': {'value': 'ALUMNI'}}}
            """);

    assertThat(undo(preview, "").errors()).containsOnlyKeys("undo");
  }

  @Test
  void undoAfterTheRetention_shouldBeRejected() {
    EndedJob job = job("rf");
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
    library.load(Patron.external("rg"));
    List<EndedJob> attempts = new ArrayList<>();

    EndedJob job =
        Interruption.during(
            library,
            request -> request instanceof UpdateItemRequest,
            """
            {'initiated_by': 'user.manager', 'set': {'members': ['rg']},
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
}

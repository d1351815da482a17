package org.rollcall.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.report.SampleReports.counters;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.rollcall.RecordCopy;
import org.rollcall.error.Reason;
import org.rollcall.id.JobId;
import org.rollcall.job.JobMode;

/** What is to be done for members after an undo or a redo. Each sentence must be possible. */
class NextStepsTest {

  /** An undo has no set, no condition, and makes no changes that can be refused. */
  private static final Set<Reason> IMPOSSIBLE =
      EnumSet.of(
          Reason.AMBIGUOUS_IDENTIFIER,
          Reason.SET_QUERY_FAILED,
          Reason.WHEN_FAILED,
          Reason.NO_EXTERNAL_ID);

  /** The reports after which the steps differ. */
  private enum Kind {
    UNDO,
    REDO,
    PREVIEW_OF_UNDO;

    String step(Reason reason) {
      Report report = SampleReports.report("Undo of Leavers", counters("{members: 3}"));
      report = RecordCopy.with(report, "undoOf", Optional.of(new JobId("leavers")));
      report = RecordCopy.with(report, "isRedo", Optional.of(this == REDO));
      report =
          RecordCopy.with(report, "mode", this == PREVIEW_OF_UNDO ? JobMode.PREVIEW : JobMode.RUN);
      return NextSteps.after(report).of(reason);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void step_shouldBePossible(Kind kind) {
    for (Reason reason : EnumSet.complementOf(EnumSet.copyOf(IMPOSSIBLE))) {
      assertThat(kind.step(reason))
          .as("%s after %s", reason, kind)
          .doesNotContainIgnoringCase("the set", "retry the job", "run the job", "another preview")
          .doesNotContainIgnoringCase(kind == Kind.PREVIEW_OF_UNDO ? "retry the" : "preview it");
    }
  }

  /** A retry of an undo does not process members that were skipped. */
  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {
        "OWN_RECORD",
        "STAFF_RECORD",
        "ADMINISTRATOR_RECORD",
        "CHANGED_SINCE_PREVIEW",
        "CHANGED_SINCE",
        "CREDENTIAL_USED",
        "NOT_FOUND"
      })
  void stepForSkippedMembers_shouldBeNoRetry(Reason reason) {
    assertThat(Kind.UNDO.step(reason)).isNotEmpty().doesNotContainIgnoringCase("retry");
    assertThat(Kind.REDO.step(reason)).isNotEmpty().doesNotContainIgnoringCase("retry");
  }

  @Test
  void operatorsOwnRecord_shouldBeForAnotherOperator() {
    assertThat(NextSteps.ofRun(Reason.OWN_RECORD))
        .isEqualTo("Let another operator run a job for this user.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "UNDO | LETTER_BEING_SENT | Retry the undo.",
        "REDO | NOT_REACHED | Retry the redo.",
        "PREVIEW_OF_UNDO | LETTER_BEING_SENT | Preview it again.",
        "UNDO | NO_PREFERRED_EMAIL | `Add an email address to the record and mark it as preferred, then"
            + " retry the undo; or reach these people by phone or post.`",
        "UNDO | STAFF_RECORD | `Correct these users by hand; or undo this undo, and undo the job again"
            + " with limits.include_staff.`",
        "REDO | STAFF_RECORD | Correct these users by hand.",
        "PREVIEW_OF_UNDO | OWN_RECORD | Let another operator preview it.",
        "UNDO | OWN_RECORD | Let another operator correct the record by hand.",
        "PREVIEW_OF_UNDO | NOT_FOUND | `Nothing: the user was deleted, or has another primary ID now.`"
      })
  void step_shouldFitTheKindOfTheJob(Kind kind, Reason reason, String step) {
    assertThat(kind.step(reason)).isEqualTo(step);
  }

  @Test
  void jobThatWasUndone_shouldNeedNothing() {
    Report report = SampleReports.report("Leavers", counters("{members: 3}"));
    Report undone = RecordCopy.with(report, "undoneBy", Optional.of(new JobId("undo")));

    for (Reason reason : Reason.values()) {
      assertThat(NextSteps.after(undone).of(reason)).isEmpty();
    }
  }
}

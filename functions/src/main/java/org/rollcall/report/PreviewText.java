package org.rollcall.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.rollcall.job.Job;
import org.rollcall.job.Outcome.Result;
import org.rollcall.user.state.LetterProgress.State;

/** The English texts of a preview's report that differ from those of a run. */
final class PreviewText {

  private PreviewText() {}

  /** That another operator must confirm the preview, if its job needs a second person. */
  static Optional<String> secondPerson(Job job) {
    return job.secondPerson()
        .map(
            reason ->
                "This job needs a second person, because %s. Another operator must confirm the preview, with its digest."
                    .formatted(reason));
  }

  /**
   * After which member a run would stop, if more members of a preview would fail than may fail. A
   * run checks the limit before each member, so that it does not stop after the last one.
   *
   * @param rows the members in the set's order
   */
  static Optional<String> failureLimit(Job job, List<MemberRow> rows) {
    if (!job.isPreview() || job.maxFailures().isEmpty()) {
      return Optional.empty();
    }
    int max = job.maxFailures().getAsInt();
    int[] failed =
        IntStream.range(0, rows.size()).filter(index -> isFailure(rows.get(index))).toArray();
    return failed.length > max && failed[max] + 1 < rows.size()
        ? Optional.of(
            ("A run would stop before its end: %s would fail, and limits.max_failures_percent allows"
                    + " %d. In the set's order, the limit is exceeded after %s. Chunks that are in"
                    + " progress then are finished.")
                .formatted(
                    ReportText.count(failed.length, "member"),
                    max,
                    ReportText.count(failed[max] + 1, "member")))
        : Optional.empty();
  }

  /** Whether a run would count the member, or its letter, as a failure. */
  private static boolean isFailure(MemberRow row) {
    return row.result() == Result.FAILED || row.letter().equals(Optional.of(State.FAILED));
  }

  /** A status of a preview. */
  static String label(Status status) {
    return switch (status) {
      case COMPLETED_SUCCESS, COMPLETED_PARTIAL -> "Previewed";
      case COMPLETED_WARNING -> "Previewed with warnings";
      case COMPLETED_FAILED -> "Previewed with failures";
      case COMPLETED_NO_BULKS -> "Previewed: nothing to do";
      case FAILED -> "Preview incomplete";
      case USER_ABORTED -> "Preview stopped";
    };
  }

  /** The meaning of a status for the members. */
  static String meaning(Status status, Counters counters) {
    return "This is a preview: no user was changed, and no letter was sent. "
        + switch (status) {
          case COMPLETED_SUCCESS, COMPLETED_PARTIAL -> "No member needs attention.";
          case COMPLETED_WARNING ->
              "Some members were not found, would be skipped,"
                  + (counters.partlyUndone() == 0
                      ? " or would get no letter."
                      : " would get no letter, or would be undone only in part.")
                  + " They are listed below.";
          case COMPLETED_FAILED -> "Some members would fail. They are listed below.";
          case COMPLETED_NO_BULKS -> ReportText.nothingToDo(counters);
          case FAILED ->
              "It did not reach "
                  + ReportText.count(counters.notReached(), "member")
                  + ", and cannot be confirmed. Make another preview.";
          case USER_ABORTED ->
              "It was stopped, or its process ended, before it was complete. It cannot be"
                  + " confirmed. Make another preview.";
        };
  }
}

package org.rollcall.report;

import java.util.Optional;
import org.rollcall.job.Job;

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

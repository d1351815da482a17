package org.rollcall.report;

import java.util.Optional;
import org.rollcall.job.Job;
import org.rollcall.job.Outcome.Result;
import org.rollcall.user.state.LetterProgress.State;

/**
 * Whether a run would stop before its end, because more members of a preview would fail than may
 * fail. The members are added in the set's order.
 */
final class PreviewLimit {

  private final int max;
  private int members;
  private int failed;
  private int exceededAfter;

  PreviewLimit(Job job) {
    this.max = job.isPreview() ? job.maxFailures().orElse(Integer.MAX_VALUE) : Integer.MAX_VALUE;
  }

  void add(MemberRow row) {
    members++;
    if (isFailure(row)) {
      failed++;
      if (failed - 1 == max) {
        exceededAfter = members;
      }
    }
  }

  /** Whether a run would count the member, or its letter, as a failure. */
  private static boolean isFailure(MemberRow row) {
    return row.result() == Result.FAILED || row.letter().equals(Optional.of(State.FAILED));
  }

  /**
   * After which member a run would stop; empty if it would not. A run checks the limit before each
   * member, so that it does not stop after the last one.
   */
  Optional<String> remark() {
    return failed > max && exceededAfter < members
        ? Optional.of(
            ("A run would stop before its end: %s would fail, and limits.max_failures_percent allows"
                    + " %d. In the set's order, the limit is exceeded after %s. Chunks that are in"
                    + " progress then are finished.")
                .formatted(
                    ReportText.count(failed, "member"),
                    max,
                    ReportText.count(exceededAfter, "member")))
        : Optional.empty();
  }
}

package org.rollcall.cli.console.jobs;

import java.util.List;
import java.util.Optional;
import org.rollcall.cli.jobs.JobSummary;

/**
 * What to do with a job that ended without a report, and was not rejected.
 *
 * @param sentences what happened, and what to do next
 */
record EndedWithoutReport(String heading, List<String> sentences) {

  private static final String NEXT =
      "Make its report, which shows what was done. Then retry the job for the members that were not"
          + " reached, or undo it.";

  EndedWithoutReport {
    sentences = List.copyOf(sentences);
  }

  /** Empty if the job is running, was rejected, or has a report. */
  static Optional<EndedWithoutReport> of(JobSummary job) {
    return switch (job.status()) {
      case JobSummary.NO_REPORT ->
          Optional.of(
              job.isStopped()
                  ? new EndedWithoutReport(
                      "The job was stopped",
                      List.of(
                          "Users and letters in progress were finished, and no others were"
                              + " started. What was done is kept.",
                          NEXT))
                  : new EndedWithoutReport(
                      "The job ended without a report",
                      List.of("It did not come to its end. What was done is kept.", NEXT)));
      case JobSummary.NOT_ACCEPTED ->
          Optional.of(
              new EndedWithoutReport(
                  job.isStopped()
                      ? "The job was stopped before it was accepted"
                      : "The job ended before it was accepted",
                  List.of("Nothing was changed. To try again, start a new job like this.")));
      default -> Optional.empty();
    };
  }
}

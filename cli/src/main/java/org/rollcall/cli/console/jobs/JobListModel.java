package org.rollcall.cli.console.jobs;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rollcall.cli.console.web.UrlText;
import org.rollcall.cli.jobs.JobPage;
import org.rollcall.cli.jobs.JobSummary;

/**
 * The values of the list of jobs.
 *
 * @param isFirst whether there are no newer jobs
 * @param more the path of the next page; empty if there is none
 */
record JobListModel(List<Row> jobs, boolean isFirst, String more) {

  JobListModel {
    jobs = List.copyOf(jobs);
  }

  /** A job. Texts and counts are empty if they are not known. */
  record Row(
      String path,
      String id,
      String name,
      String kind,
      String by,
      TimeText started,
      String status,
      String statusText,
      String members,
      String changed,
      String owed,
      String undo) {}

  static JobListModel of(JobPage page, Optional<String> after, ZoneId zone) {
    String last = page.jobs().isEmpty() ? "" : page.jobs().get(page.jobs().size() - 1).jobId();
    return new JobListModel(
        page.jobs().stream().map(job -> row(job, zone)).toList(),
        after.isEmpty(),
        page.more().map(more -> JobPages.LIST + "?after=" + UrlText.encode(last)).orElse(""));
  }

  private static Row row(JobSummary job, ZoneId zone) {
    return new Row(
        UrlText.path("jobs", job.jobId()),
        job.jobId(),
        job.jobName().orElse(job.jobId()),
        job.kind().orElse(""),
        String.join(", ", job.operators()),
        job.started().equals(Instant.EPOCH)
            ? new TimeText("", "")
            : TimeText.of(job.started(), zone),
        job.status(),
        JobStatusText.of(job),
        count(job.members()),
        count(job.changed()),
        count(job.lettersOwed().filter(owed -> owed > 0)),
        job.undoneBy()
            .map(id -> "undone")
            .or(() -> job.undoOf().map(id -> "of an undo").filter(text -> isPreview(job)))
            .orElse(""));
  }

  /** Other jobs have the kind that says it. */
  private static boolean isPreview(JobSummary job) {
    return job.kind().filter("preview"::equals).isPresent();
  }

  private static String count(Optional<Integer> count) {
    return count.map(number -> String.format(Locale.UK, "%,d", number)).orElse("");
  }
}

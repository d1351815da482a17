package org.rollcall.cli.console.jobs;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rollcall.aws.Bucket;
import org.rollcall.cli.console.web.UrlText;
import org.rollcall.cli.jobs.JobPage;
import org.rollcall.cli.jobs.JobSummary;
import org.rollcall.id.JobId;
import org.rollcall.job.JobClaim;

/**
 * The values of the list of jobs.
 *
 * @param isFirst whether there are no newer jobs
 * @param more the path of the next page; empty if there is none
 */
record JobListModel(List<Row> jobs, boolean isFirst, String more) {

  /** The kinds that say that the job undoes another one. */
  private static final Set<String> UNDO_KINDS = Set.of("undo", "redo");

  /** What the number of changed members means, by the kind of the job. */
  private static final Map<String, String> CHANGED_NOTES =
      Map.of("preview", "would change", "test", "would change", "retry", "in all attempts");

  JobListModel {
    jobs = List.copyOf(jobs);
  }

  /**
   * A job. Texts and counts are empty if they are not known.
   *
   * @param changedNote what the number of changed members means; empty if the job has changed them
   * @param confirmed the path of the job that has confirmed this preview
   */
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
      String changedNote,
      String owed,
      String undo,
      String confirmed) {}

  static JobListModel of(JobPage page, Optional<String> after, Bucket bucket) {
    ZoneId zone = TimeText.zone(bucket);
    String last = page.jobs().isEmpty() ? "" : page.jobs().get(page.jobs().size() - 1).jobId();
    return new JobListModel(
        page.jobs().stream().map(job -> row(job, zone, bucket)).toList(),
        after.isEmpty(),
        page.more().map(more -> JobPages.LIST + "?after=" + UrlText.encode(last)).orElse(""));
  }

  private static Row row(JobSummary job, ZoneId zone, Bucket bucket) {
    String kind = job.kind().orElse("");
    return new Row(
        UrlText.path("jobs", job.jobId()),
        job.jobId(),
        job.jobName().orElse(job.jobId()),
        kind,
        String.join(", ", job.operators()),
        job.started().equals(Instant.EPOCH)
            ? new TimeText("", "")
            : TimeText.of(job.started(), zone),
        job.status(),
        JobStatusText.of(job),
        count(job.members()),
        count(job.changed()),
        job.changed().isEmpty() ? "" : CHANGED_NOTES.getOrDefault(kind, ""),
        count(job.lettersOwed().filter(owed -> owed > 0)),
        job.undoneBy()
            .map(id -> "undone")
            .or(
                () ->
                    job.undoOf().map(id -> "of an undo").filter(text -> !UNDO_KINDS.contains(kind)))
            .orElse(""),
        Optional.of(job.jobId())
            .filter(id -> kind.equals("preview"))
            .flatMap(JobId::parse)
            .flatMap(id -> JobClaim.confirmOf(id, bucket))
            .map(JobPages::path)
            .orElse(""));
  }

  private static String count(Optional<Integer> count) {
    return count.map(number -> String.format(Locale.UK, "%,d", number)).orElse("");
  }
}

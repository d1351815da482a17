package org.rollcall.prepare;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollcall.aws.Bucket;
import org.rollcall.id.JobId;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobFolderException;

/**
 * Finds accepted jobs by their name and the day on which they started. Only jobs are found whose
 * IDs begin with their time, as those of commands, of {@code StartJob} and of schedules do. See
 * D-197.
 */
record JobsOfDay(Bucket bucket) {

  private static final String FOLDER = "jobs/";

  /**
   * The jobs of a name, in the order of their starts, without previews, tests, undos, and the
   * retries and continuations of others.
   *
   * @param day the day in the time zone that the library had at that time
   * @throws JobFolderException if no job is found, and there is one that cannot be read
   */
  List<Job> find(String name, LocalDate day) {
    Optional<JobFolderException> unreadable = Optional.empty();
    Stream.Builder<Job> found = Stream.builder();
    // IDs have the day in UTC.
    for (LocalDate utc : List.of(day.minusDays(1), day, day.plusDays(1))) {
      for (JobId id : ids(utc)) {
        try {
          new JobFolder(bucket, id)
              .findJob()
              .filter(job -> isFirst(job) && isOf(name, day, job))
              .ifPresent(found);
        } catch (JobFolderException e) {
          unreadable = Optional.of(e);
        }
      }
    }
    List<Job> jobs =
        found.build().sorted(Comparator.comparing(job -> job.execution().started())).toList();
    if (jobs.isEmpty() && unreadable.isPresent()) {
      throw unreadable.get();
    }
    return jobs;
  }

  private List<JobId> ids(LocalDate day) {
    String beginning = DateTimeFormatter.BASIC_ISO_DATE.format(day) + "-";
    return bucket.folders(FOLDER + beginning).stream()
        .flatMap(rest -> JobId.parse(beginning + rest).stream())
        .toList();
  }

  private static boolean isFirst(Job job) {
    return job.root().equals(job.reference())
        && !job.isPreview()
        && job.test().isEmpty()
        && job.execution().undo().isEmpty();
  }

  private static boolean isOf(String name, LocalDate day, Job job) {
    return job.request().jobName().equals(name)
        && LocalDate.ofInstant(job.execution().started(), job.request().timeZone()).equals(day);
  }
}

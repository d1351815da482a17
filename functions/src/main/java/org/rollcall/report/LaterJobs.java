package org.rollcall.report;

import java.util.List;
import java.util.Optional;
import org.rollcall.aws.Bucket;
import org.rollcall.id.JobId;
import org.rollcall.job.Job;
import org.rollcall.job.JobClaim;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobFolderException;
import org.rollcall.job.RootJobs;

/**
 * The accepted jobs that have used a job since.
 *
 * @param retriedBy those that retry it
 * @param continuedBy the one that continues it
 * @param confirmedIn the one that does what a preview has shown
 * @param undoneBy the one that undid it, and was not undone itself
 */
public record LaterJobs(
    List<JobId> retriedBy,
    Optional<JobId> continuedBy,
    Optional<JobId> confirmedIn,
    Optional<JobId> undoneBy) {

  /** A running job has none. */
  static final LaterJobs NONE =
      new LaterJobs(List.of(), Optional.empty(), Optional.empty(), Optional.empty());

  public LaterJobs {
    retriedBy = List.copyOf(retriedBy);
  }

  /** The later jobs of a job. Those in damaged objects are left out. */
  public static LaterJobs of(JobId jobId, Bucket bucket) {
    Optional<Job> found;
    try {
      found = new JobFolder(bucket, jobId).findJob();
    } catch (JobFolderException e) {
      found = Optional.empty();
    }
    return found.map(job -> of(job, bucket)).orElse(NONE);
  }

  static LaterJobs of(Job job, Bucket bucket) {
    JobId jobId = job.jobId();
    return new LaterJobs(
        retries(job, bucket),
        job.heldBack() > 0 ? JobClaim.continuationOf(jobId, bucket) : Optional.empty(),
        job.isPreview() ? JobClaim.confirmOf(jobId, bucket) : Optional.empty(),
        JobClaim.undoOf(jobId, bucket));
  }

  private static List<JobId> retries(Job job, Bucket bucket) {
    if (job.isPreview() || job.test().isPresent()) {
      return List.of();
    }
    try {
      return new RootJobs(job.root(), bucket)
          .accepted().stream()
              .filter(other -> other.execution().retryOf().equals(Optional.of(job.jobId())))
              .map(Job::jobId)
              .toList();
    } catch (JobFolderException e) {
      return List.of();
    }
  }
}

package org.rollcall.prepare;

import java.util.Optional;
import java.util.function.Function;
import org.rollcall.aws.Bucket;
import org.rollcall.error.Fault;
import org.rollcall.error.Faults;
import org.rollcall.id.JobId;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobFolderError;
import org.rollcall.job.JobFolderException;
import org.rollcall.json.SimilarNames;

/** Finds the accepted jobs that an input names. */
record AcceptedJobs(Bucket bucket, Faults faults) {

  /**
   * Finds a job.
   *
   * @param text the ID in the input
   * @param path where it is
   * @param notFound the error if no job has the ID, from a hint at a similar ID
   * @return empty if there is an error, which is added
   */
  Optional<Job> find(String text, String path, Function<String, Fault> notFound) {
    Optional<JobId> id = JobId.parse(text);
    if (id.isEmpty()) {
      return faults.add(path, JobError.INVALID_JOB_ID, nearestJob(text));
    }
    JobFolder folder = new JobFolder(bucket, id.get());
    Optional<Job> job;
    try {
      job = folder.findJob();
      if (job.isEmpty()) {
        folder.requireNeverAccepted();
      }
    } catch (JobFolderException e) {
      return unusable(path, e);
    }
    if (job.isEmpty()) {
      faults.add(notFound.apply(nearestJob(text)));
    }
    return job;
  }

  /** Adds the error of a job whose objects are missing, damaged, or of another version. */
  <T> Optional<T> unusable(String path, JobFolderException e) {
    return e.code() == JobFolderError.JOB_FILE_OF_OTHER_VERSION
        ? faults.add(path, JobError.JOB_OF_OTHER_VERSION)
        : faults.add(path, JobError.JOB_DAMAGED, String.valueOf(e.getMessage()));
  }

  private String nearestJob(String id) {
    return SimilarNames.hint(
        id, bucket.folders("jobs/").stream().filter(name -> !name.equals(id)).toList());
  }
}

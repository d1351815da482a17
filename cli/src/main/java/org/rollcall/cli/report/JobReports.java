package org.rollcall.cli.report;

import java.util.List;
import java.util.Optional;
import org.rollcall.aws.Bucket;
import org.rollcall.id.JobId;
import org.rollcall.job.JobFolder;
import org.rollcall.report.Report;

/** Finds the reports in the job folders of a bucket. */
public record JobReports(Bucket bucket) {

  private static final String REPORT = "report.json";

  /** A job's report; empty if there is none. */
  public Optional<Report> find(JobId jobId) {
    return new JobFolder(bucket, jobId).find(REPORT, Report.class);
  }

  /**
   * Whether a job of this ID was accepted, so that it may have changed users.
   *
   * @throws org.rollcall.job.JobFolderException if it was accepted, but its folder is damaged
   */
  public boolean isAccepted(JobId jobId) {
    JobFolder folder = new JobFolder(bucket, jobId);
    if (folder.findJob().isPresent()) {
      return true;
    }
    folder.requireNeverAccepted();
    return false;
  }

  List<String> reportedJobs() {
    return jobsWith(REPORT);
  }

  List<String> acceptedJobs() {
    return jobsWith("job.json");
  }

  /** The IDs of the jobs whose folder contains an object of this name. */
  private List<String> jobsWith(String name) {
    return bucket.list("jobs/").stream()
        .filter(key -> key.endsWith("/" + name))
        .map(key -> key.split("/", -1)[1])
        .toList();
  }
}

package org.rollcall.job;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollcall.aws.Bucket;
import org.rollcall.id.JobId;
import org.rollcall.id.JobReference;
import org.rollcall.json.Json;

/**
 * The jobs with the same root: a job, its retries and its continuations. The folder of the first
 * job lists the others. See D-018.
 */
public record RootJobs(JobReference root, Bucket bucket) {

  private static final String OTHER_JOBS = "chain/";

  /** Lists a job in the folder of the first job, before it is accepted. */
  public void add(JobReference job) {
    if (!job.equals(root)) {
      firstFolder().write(OTHER_JOBS + job.jobId() + ".json", Json.bytes(job), JobFolder.JSON);
    }
  }

  /** The IDs of all jobs that have this root, or were going to have it and were not accepted. */
  public List<JobId> ids() {
    JobFolder first = firstFolder();
    int start = first.key(OTHER_JOBS).length();
    Stream<JobId> others =
        first.list(OTHER_JOBS).stream()
            .map(key -> key.substring(start).replaceFirst("[.]json$", ""))
            .flatMap(name -> JobId.parse(name).stream());
    return Stream.concat(Stream.of(root.jobId()), others).toList();
  }

  /**
   * The accepted jobs with this root, in the order of their starts.
   *
   * @throws JobFolderException if a {@code job.json} is missing or damaged
   */
  public List<Job> accepted() {
    return ids().stream()
        .flatMap(id -> find(id).stream())
        .sorted(Comparator.comparing(job -> job.execution().started()))
        .toList();
  }

  /**
   * The job that all others belong to.
   *
   * @throws JobFolderException if its {@code job.json} is missing or damaged
   */
  public Job first() {
    return find(root.jobId())
        .orElseThrow(
            () ->
                new JobFolderException(
                    JobFolderError.JOB_FILE_MISSING, firstFolder().key("job.json")));
  }

  private Optional<Job> find(JobId id) {
    JobFolder folder = new JobFolder(bucket, id);
    Optional<Job> found = folder.findJob();
    if (found.isEmpty()) {
      folder.requireNeverAccepted();
    }
    return found.filter(job -> job.root().equals(root));
  }

  private JobFolder firstFolder() {
    return new JobFolder(bucket, root.jobId());
  }
}

package org.rollcall.job;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.rollcall.aws.Bucket;
import org.rollcall.id.JobId;
import org.rollcall.id.JobReference;
import org.rollcall.json.Json;

/**
 * The right of one later job to use a job, such as to continue it. Each claim is a new object in
 * the job's folder, which is only written if it does not exist. The last one counts, so that the
 * claim of a job that was never accepted can be replaced. See D-163.
 */
public final class JobClaim {

  private static final String CONTINUATION = "continued/";
  private static final String CONFIRM = "confirmed/";
  private static final String UNDO = "undone/";

  private final JobFolder folder;
  private final String name;

  private JobClaim(JobFolder folder, String name) {
    this.folder = folder;
    this.name = name;
  }

  /** The right to continue the job of a folder. */
  public static JobClaim toContinue(JobFolder folder) {
    return new JobClaim(folder, CONTINUATION);
  }

  /** The right to confirm the preview of a folder. */
  public static JobClaim toConfirm(JobFolder folder) {
    return new JobClaim(folder, CONFIRM);
  }

  /** The right to undo what the job of a folder did. It must be the root. */
  public static JobClaim toUndo(JobFolder folder) {
    return new JobClaim(folder, UNDO);
  }

  /**
   * The accepted job that undid a job, unless it was undone itself.
   *
   * @param root the root of the job
   * @throws JobFolderException if a claim is damaged
   */
  public static Optional<JobReference> undoOf(JobReference root, Bucket bucket) {
    return toUndo(new JobFolder(bucket, root.jobId()))
        .acceptedHolders(bucket)
        .findFirst()
        .filter(holder -> undoOf(holder, bucket).isEmpty());
  }

  /**
   * The accepted job that undid a job with its retries and continuations, unless it was undone
   * itself. Empty if the job does not exist, or if an object is damaged.
   */
  public static Optional<JobId> undoOf(JobId jobId, Bucket bucket) {
    try {
      return new JobFolder(bucket, jobId)
          .findJob()
          .flatMap(job -> undoOf(job.root(), bucket))
          .map(JobReference::jobId);
    } catch (JobFolderException e) {
      return Optional.empty();
    }
  }

  /** The accepted job that confirms a preview; empty if there is none. */
  public static Optional<JobId> confirmOf(JobId preview, Bucket bucket) {
    return acceptedHolder(toConfirm(new JobFolder(bucket, preview)), bucket);
  }

  /** The accepted job that continues a job; empty if there is none. */
  public static Optional<JobId> continuationOf(JobId jobId, Bucket bucket) {
    return acceptedHolder(toContinue(new JobFolder(bucket, jobId)), bucket);
  }

  private static Optional<JobId> acceptedHolder(JobClaim claim, Bucket bucket) {
    try {
      return claim.holder().filter(holder -> isAccepted(holder, bucket)).map(JobReference::jobId);
    } catch (JobFolderException e) {
      return Optional.empty();
    }
  }

  /** Whether a job, and no other one that has the same ID, was accepted. */
  public static boolean isAccepted(JobReference job, Bucket bucket) {
    return new JobFolder(bucket, job.jobId())
        .findJob()
        .filter(found -> found.reference().equals(job))
        .isPresent();
  }

  /**
   * The last job that has claimed the right, whether it was accepted or not.
   *
   * @throws JobFolderException if the claim is damaged
   */
  public Optional<JobReference> holder() {
    return last().flatMap(object -> folder.find(object, JobReference.class));
  }

  /**
   * The accepted jobs that have claimed the right one after another, the last one first.
   *
   * @throws JobFolderException if a claim is damaged
   */
  public Stream<JobReference> acceptedHolders(Bucket bucket) {
    return claims()
        .sorted(Comparator.reverseOrder())
        .flatMap(object -> folder.find(object, JobReference.class).stream())
        .filter(holder -> isAccepted(holder, bucket));
  }

  /**
   * Claims the right for a job. If it has the right already, nothing is written.
   *
   * @param isReleased whether a job that has claimed the right will not use it
   * @return the other job that has the right; empty if the given job has it now
   * @throws JobFolderException if a claim is damaged
   */
  public Optional<JobReference> take(JobReference job, Predicate<JobReference> isReleased) {
    while (true) {
      Optional<String> last = last();
      Optional<JobReference> holder =
          last.flatMap(object -> folder.find(object, JobReference.class));
      if (holder.equals(Optional.of(job))) {
        return Optional.empty();
      }
      if (holder.filter(isReleased.negate()).isPresent()) {
        return holder;
      }
      int next = last.map(JobClaim::number).orElse(0) + 1;
      String object = name + String.format(Locale.ROOT, "%06d.json", next);
      if (folder.writeIfUnchanged(object, Json.bytes(job), JobFolder.JSON, Optional.empty())) {
        return Optional.empty();
      }
      // Another job, or an earlier attempt of this call, has written it.
    }
  }

  private Optional<String> last() {
    return claims().max(Comparator.naturalOrder());
  }

  private Stream<String> claims() {
    int start = folder.key("").length();
    return folder.list(name).stream()
        .map(key -> key.substring(start))
        .filter(object -> object.matches("[a-z]+/[0-9]{6}[.]json"));
  }

  private static int number(String object) {
    return Integer.parseInt(object.replaceAll("[^0-9]", ""));
  }
}

package org.rollcall.prepare;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.rollcall.aws.Bucket;
import org.rollcall.error.Fault;
import org.rollcall.error.Faults;
import org.rollcall.id.JobId;
import org.rollcall.id.JobReference;
import org.rollcall.job.Job;
import org.rollcall.job.JobClaim;
import org.rollcall.job.JobFolder;
import org.rollcall.job.LedgerSnapshot;
import org.rollcall.job.RootJobs;
import org.rollcall.job.Undo;
import org.rollcall.start.Executions;

/**
 * A job that is undone, with its retries and continuations.
 *
 * @param root the job on users' items
 */
record UndoTarget(JobReference root, Bucket bucket, Supplier<Executions> executions) {

  /**
   * The rights to undo the job and its redos: afterwards they can be neither retried nor undone.
   * They are free again when the undo was undone.
   */
  List<SingleUse> uses(String key) {
    return Stream.concat(Stream.of(root), redos().stream()).map(job -> use(job, key)).toList();
  }

  private SingleUse use(JobReference job, String key) {
    return new SingleUse(
        JobClaim.toUndo(new JobFolder(bucket, job.jobId())),
        key,
        JobError.ALREADY_UNDONE,
        Optional::empty,
        bucket,
        executions,
        holder -> JobClaim.undoOf(holder, bucket).isPresent());
  }

  /**
   * Adds an error if a job with one of some roots is running, or if a function that it started can
   * still change users.
   *
   * @param roots as in {@link Undo#roots}: a redo that is running would do the job again
   * @param now when the execution of the undo started
   */
  void checkRunning(List<JobReference> roots, Instant now, String key, Faults faults) {
    roots.stream()
        .flatMap(job -> new RootJobs(job, bucket).ids().stream())
        .flatMap(id -> activity(id, now, key).stream())
        .findFirst()
        .ifPresent(faults::add);
  }

  private Optional<Fault> activity(JobId id, Instant now, String key) {
    Optional<Executions.Execution> found = executions.get().find(id);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Executions.Execution execution = found.get();
    if (execution.isRunning()) {
      return Optional.of(Fault.of(key, JobError.UNDO_OF_RUNNING_JOB, id));
    }
    return execution
        .ended()
        .map(ended -> ended.plus(executions.get().drainTime()).truncatedTo(ChronoUnit.SECONDS))
        .filter(now::isBefore)
        .filter(end -> execution.isStopped() ? isAccepted(id) : hasUnfinishedChunk(id))
        .map(end -> Fault.of(key, JobError.UNDO_TOO_EARLY, id, end));
  }

  private boolean isAccepted(JobId id) {
    return new JobFolder(bucket, id).findJob().isPresent();
  }

  /** Whether a chunk has no page. Its function was killed, or is still running. */
  private boolean hasUnfinishedChunk(JobId id) {
    JobFolder folder = new JobFolder(bucket, id);
    return folder
        .findJob()
        .map(job -> new LedgerSnapshot(job, folder))
        .filter(ledger -> ledger.processedChunkCount() < ledger.chunkCount())
        .isPresent();
  }

  /** Adds an error if the job was undone and done again since its undo was previewed. */
  void checkRedo(Undo previewed, String key, Faults faults) {
    redos().stream()
        .filter(redo -> !previewed.roots().contains(redo))
        .findFirst()
        .ifPresent(redo -> faults.add(key, JobError.UNDO_INCOMPLETE, redo.jobId()));
  }

  /** Adds an error if a job with this root was accepted since the undo was planned. */
  void checkComplete(List<JobId> planned, String key, Faults faults) {
    new RootJobs(root, bucket)
        .accepted().stream()
            .map(Job::jobId)
            .filter(id -> !planned.contains(id))
            .findFirst()
            .ifPresent(id -> faults.add(key, JobError.UNDO_INCOMPLETE, id));
  }

  /**
   * The redos of the job, and those of its redos. An earlier one counts too: a later undo may have
   * undone only some of the members.
   */
  Set<JobReference> redos() {
    Set<JobReference> redos = new LinkedHashSet<>();
    addRedos(root, redos);
    return redos;
  }

  private void addRedos(JobReference job, Set<JobReference> redos) {
    List<JobReference> found = undosOf(job).flatMap(this::undosOf).filter(redos::add).toList();
    found.forEach(redo -> addRedos(redo, redos));
  }

  private Stream<JobReference> undosOf(JobReference job) {
    return JobClaim.toUndo(new JobFolder(bucket, job.jobId())).acceptedHolders(bucket);
  }

  /**
   * Adds an error if the job was undone, or another job is going to undo it. An undo looks for
   * running jobs after it has taken its claim, so that one of the two sees the other.
   *
   * @param job the job that will be accepted, which is listed among the jobs of the root
   */
  void rejectUndone(JobReference job, String key, Faults faults) {
    use(root, key)
        .heldByOther(job)
        .ifPresent(undo -> faults.add(key, JobError.JOB_UNDONE, undo.jobId()));
  }

  /** Adds an error if a job was undone. */
  static void rejectUndone(Job job, String key, Bucket bucket, Faults faults) {
    JobClaim.undoOf(job.root(), bucket)
        .ifPresent(undo -> faults.add(key, JobError.JOB_UNDONE, undo.jobId()));
  }
}

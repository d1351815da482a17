package org.rollcall.prepare;

import java.util.Optional;
import java.util.function.Supplier;
import org.rollcall.aws.Bucket;
import org.rollcall.error.Fault;
import org.rollcall.error.Faults;
import org.rollcall.id.JobReference;
import org.rollcall.job.JobClaim;
import org.rollcall.start.Executions;

/**
 * The right to use an earlier job, which only one accepted job can have. See D-163.
 *
 * @param key the key of the input that names the earlier job
 * @param fault the error if another job has the right; its message names that job
 * @param end why no job can use the earlier job any more; empty if one can
 */
record SingleUse(
    JobClaim claim,
    String key,
    JobError fault,
    Supplier<Optional<Fault>> end,
    Bucket bucket,
    Supplier<Executions> executions) {

  /** Adds an error if another job has the right. */
  void check(JobReference job, Faults faults) {
    heldByOther(job).ifPresent(holder -> faults.add(key, fault, holder.jobId()));
  }

  /** The other job that has the right; empty if there is none. */
  Optional<JobReference> heldByOther(JobReference job) {
    return claim.holder().filter(holder -> !holder.equals(job) && !isReleased(holder));
  }

  /**
   * Takes the right for a job that will be accepted. Whether the earlier job can still be used is
   * looked up afterwards: who ends its use looks for claims afterwards, so one sees the other.
   *
   * @throws JobRejectedException if another job has the right, or no job can have it any more
   */
  void take(JobReference job) {
    Faults faults = new Faults();
    claim.take(job, this::isReleased).ifPresent(holder -> faults.add(key, fault, holder.jobId()));
    JobRejectedException.throwIfAny(faults);
    end.get().ifPresent(faults::add);
    JobRejectedException.throwIfAny(faults);
  }

  /**
   * Whether a job that has claimed the right cannot be accepted any more. Its execution is looked
   * up first: it may be accepted and end in between.
   */
  private boolean isReleased(JobReference holder) {
    return !executions.get().isRunning(holder.jobId()) && !JobClaim.isAccepted(holder, bucket);
  }
}

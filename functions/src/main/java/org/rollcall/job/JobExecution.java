package org.rollcall.job;

import java.time.Instant;
import java.util.Optional;
import org.rollcall.id.JobId;
import org.rollcall.id.JobReference;
import org.rollcall.user.PrimaryId;

/**
 * One execution of a request.
 *
 * @param jobId the execution's name
 * @param retryOf for a retry: the job of which it processes the remaining members
 * @param continueOf for a continuation: the job whose held-back members it processes
 * @param root the job on users' items. For a retry and a continuation, the first job, so that what
 *     one of them has done counts for the others. See D-013.
 * @param initiatedBy the primary ID of the operator, as in the operator's record
 * @param byAdministrator whether the operator is a User Administrator
 * @param started when the execution started
 * @param credentialsExpire when the job's temporary passwords expire
 */
public record JobExecution(
    JobId jobId,
    Optional<JobId> retryOf,
    Optional<JobId> continueOf,
    JobReference root,
    String initiatedBy,
    boolean byAdministrator,
    Instant started,
    Instant credentialsExpire) {

  /** This job, and no other one that has the same ID. */
  public JobReference reference() {
    return new JobReference(jobId, started);
  }

  public PrimaryId operator() {
    return PrimaryId.of(initiatedBy);
  }
}

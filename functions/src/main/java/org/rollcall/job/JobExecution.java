package org.rollcall.job;

import java.time.Instant;
import java.util.Optional;
import org.rollcall.id.JobId;
import org.rollcall.id.JobReference;

/**
 * One execution of a request.
 *
 * @param jobId the execution's name
 * @param retryOf for a retry: the job of which it processes the remaining members
 * @param continueOf for a continuation: the job whose held-back members it processes
 * @param root the job on users' items. For a retry and a continuation, the first job, so that what
 *     one of them has done counts for the others. See D-013.
 * @param initiatedBy the primary ID of the operator, as in the operator's record
 * @param started when the execution started
 * @param credentialsExpire when the job's temporary passwords expire
 * @param previewDays for how many days after its seal a preview can be confirmed
 * @param basis what its decisions depend on
 * @param confirmation the preview that the job confirms, if it confirms one
 * @param undo the job that this one undoes, if it undoes one
 */
public record JobExecution(
    JobId jobId,
    Optional<JobId> retryOf,
    Optional<JobId> continueOf,
    JobReference root,
    String initiatedBy,
    Instant started,
    Instant credentialsExpire,
    int previewDays,
    DecisionBasis basis,
    Optional<Confirmation> confirmation,
    Optional<Undo> undo) {

  /** This execution with other decisions. */
  public JobExecution withBasis(DecisionBasis other) {
    return new JobExecution(
        jobId,
        retryOf,
        continueOf,
        root,
        initiatedBy,
        started,
        credentialsExpire,
        previewDays,
        other,
        confirmation,
        undo);
  }

  /** This job, and no other one that has the same ID. */
  public JobReference reference() {
    return new JobReference(jobId, started);
  }
}

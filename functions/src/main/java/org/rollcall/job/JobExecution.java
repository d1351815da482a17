package org.rollcall.job;

import java.time.Instant;
import java.util.Optional;
import org.rollcall.id.JobId;
import org.rollcall.user.PrimaryId;

/**
 * One execution of a request.
 *
 * @param jobId the execution's name
 * @param retryOf for a retry: the job of which it processes the remaining members
 * @param root the job's ID on users' items. For a retry, the ID of the first job, so that what one
 *     of them has done counts for the others. See D-013.
 * @param initiatedBy the primary ID of the operator, as in the operator's record
 * @param byAdministrator whether the operator is a User Administrator
 * @param started when the execution started
 * @param credentialsExpire when the job's temporary passwords expire
 */
public record JobExecution(
    JobId jobId,
    Optional<JobId> retryOf,
    JobId root,
    String initiatedBy,
    boolean byAdministrator,
    Instant started,
    Instant credentialsExpire) {

  public PrimaryId operator() {
    return PrimaryId.of(initiatedBy);
  }
}

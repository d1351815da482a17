package org.rollcall.job;

import java.util.Optional;
import org.rollcall.id.JobId;

/**
 * An accepted job: the object {@code job.json} in its folder. It never changes.
 *
 * @param execution who started the job, and when
 * @param request what the job does
 * @param set the members when the job started
 * @param pacing how fast the job runs
 * @param test for a test of letters: who gets which letters
 */
public record Job(
    JobExecution execution,
    JobRequest request,
    SetSnapshot set,
    Pacing pacing,
    Optional<LetterTrial> test) {

  public JobId jobId() {
    return execution.jobId();
  }

  /** The ID of the job on users' items; see {@link JobExecution}. */
  public JobId root() {
    return execution.root();
  }
}

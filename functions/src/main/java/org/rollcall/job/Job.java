package org.rollcall.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.rollcall.id.JobId;
import org.rollcall.id.JobReference;

/**
 * An accepted job: the object {@code job.json} in its folder. It never changes.
 *
 * @param execution who started the job, and when
 * @param request what the job does
 * @param set the members when the job started
 * @param heldBack how many of the members the job does not process; see {@link
 *     JobFolder#readHeldBack}
 * @param maxFailures how many members may fail before the job stops; empty for no limit. A retry
 *     has the number of the job that it retries. See D-015.
 * @param pacing how fast the job runs
 * @param test for a test of letters: who gets which letters
 * @param secondPerson why a preview must be confirmed by another operator, such as {@code it
 *     changes roles}; empty if it need not. See D-164.
 * @param remarks sentences for the report about what could not be checked when the job was accepted
 */
public record Job(
    JobExecution execution,
    JobRequest request,
    SetSnapshot set,
    int heldBack,
    OptionalInt maxFailures,
    Pacing pacing,
    Optional<LetterTrial> test,
    Optional<String> secondPerson,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> remarks) {

  public Job {
    remarks = List.copyOf(remarks);
  }

  /** Whether the job only shows what a run would do. */
  @JsonIgnore
  public boolean isPreview() {
    return request.mode() == JobMode.PREVIEW;
  }

  /** The number of members that the job does not hold back. */
  public int membersToProcess() {
    return set.members() - heldBack;
  }

  public JobId jobId() {
    return execution.jobId();
  }

  /** This job, and no other one that has the same ID. */
  public JobReference reference() {
    return execution.reference();
  }

  /** The job on users' items; see {@link JobExecution}. */
  public JobReference root() {
    return execution.root();
  }
}

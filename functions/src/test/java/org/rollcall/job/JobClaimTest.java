package org.rollcall.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rollcall.RecordCopy;
import org.rollcall.aws.Bucket;
import org.rollcall.id.JobId;
import org.rollcall.id.JobReference;
import org.rollcall.set.FakeS3;

class JobClaimTest {

  private static final Job JOB = JobFixture.job(Optional.empty(), Optional.empty(), false);

  private final Bucket bucket = new FakeS3().bucket();

  private JobReference job(String name, boolean isAccepted) {
    JobId id = new JobId(name);
    JobReference reference = new JobReference(id, JOB.execution().started());
    if (isAccepted) {
      JobExecution execution = RecordCopy.with(JOB.execution(), "jobId", id);
      new JobFolder(bucket, id)
          .writeJob(
              RecordCopy.with(JOB, "execution", RecordCopy.with(execution, "root", reference)));
    }
    return reference;
  }

  private JobClaim undo(JobReference root) {
    return JobClaim.toUndo(new JobFolder(bucket, root.jobId()));
  }

  @Test
  void claimOfAnotherJob_shouldBeKeptUntilItIsReleased() {
    JobReference root = job("first-job", true);
    JobReference first = job("first", false);
    JobReference second = job("second", false);

    assertThat(undo(root).take(first, holder -> false)).isEmpty();
    assertThat(undo(root).take(first, holder -> false)).isEmpty();
    assertThat(undo(root).take(second, holder -> false)).contains(first);
    assertThat(undo(root).take(second, first::equals)).isEmpty();

    assertThat(undo(root).holder()).contains(second);
    assertThat(bucket.list("jobs/first-job/undone/")).hasSize(2);
  }

  /** An undo that was rejected after it had taken the right was not accepted. */
  @Test
  void undo_shouldBeTheLastThatWasAccepted() {
    JobReference root = job("first-job", true);
    JobReference undo = job("undo", true);
    undo(root).take(undo, holder -> false);
    undo(root).take(job("rejected", false), holder -> true);
    undo(root).take(job("rejected-too", false), holder -> true);

    assertThat(JobClaim.undoOf(root, bucket)).contains(undo);
    assertThat(JobClaim.undoOf(root.jobId(), bucket)).contains(undo.jobId());
  }

  @Test
  void undoThatWasUndone_shouldNotCount() {
    JobReference root = job("first-job", true);
    JobReference undo = job("undo", true);
    JobReference redo = job("redo", true);
    JobReference second = job("second", true);
    undo(root).take(undo, holder -> false);

    undo(undo).take(redo, holder -> false);
    assertThat(JobClaim.undoOf(root, bucket)).isEmpty();

    undo(root).take(second, holder -> true);
    assertThat(JobClaim.undoOf(root, bucket)).contains(second);
  }

  @Test
  void acceptedHolders_shouldBeginWithTheLastOne() {
    JobReference root = job("first-job", true);
    JobReference undo = job("undo", true);
    JobReference second = job("second", true);
    undo(root).take(undo, holder -> true);
    undo(root).take(job("rejected", false), holder -> true);
    undo(root).take(second, holder -> true);

    assertThat(undo(root).acceptedHolders(bucket)).containsExactly(second, undo);
  }
}

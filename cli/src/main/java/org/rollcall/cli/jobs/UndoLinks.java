package org.rollcall.cli.jobs;

import java.util.Optional;
import org.rollcall.cli.stack.Stack;
import org.rollcall.id.JobId;
import org.rollcall.id.JobReference;
import org.rollcall.job.Job;
import org.rollcall.job.JobClaim;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobFolderException;
import org.rollcall.job.Undo;
import org.rollcall.report.Report;

/**
 * The jobs that an undo connects with a job.
 *
 * @param undo what the job takes back; empty if it is no undo
 * @param undoneBy the job that has taken this one back; empty if it was not, or is done again
 * @param isTooLate whether the job is the preview of an undo, and the job was undone since
 */
record UndoLinks(Optional<Undo> undo, Optional<JobId> undoneBy, boolean isTooLate) {

  private static final UndoLinks NONE = new UndoLinks(Optional.empty(), Optional.empty(), false);

  /** The links of a job with a report. If an object of a folder is damaged, there are none. */
  static UndoLinks of(Report report, Stack stack) {
    try {
      return new JobFolder(stack.bucket(), report.jobId())
          .findJob()
          .map(job -> of(job, stack))
          .orElse(NONE);
    } catch (JobFolderException e) {
      return NONE;
    }
  }

  /**
   * The links of a job.
   *
   * @throws JobFolderException if an object of a folder is damaged
   */
  static UndoLinks of(Job job, Stack stack) {
    Optional<Undo> undo = job.execution().undo();
    if (job.isPreview() || job.test().isPresent()) {
      return new UndoLinks(
          undo,
          Optional.empty(),
          undo.flatMap(taken -> JobClaim.undoOf(taken.undone(), stack.bucket())).isPresent());
    }
    return new UndoLinks(
        undo, JobClaim.undoOf(job.root(), stack.bucket()).map(JobReference::jobId), false);
  }

  /** The first of the jobs that this one takes back; empty if it is no undo. */
  Optional<JobId> undoOf() {
    return undo.map(taken -> taken.undone().jobId());
  }

  /** Whether the job takes something back, and is not done again. */
  boolean isUndo() {
    return undo.filter(taken -> !taken.isRedo()).isPresent();
  }
}

package org.rollcall.prepare;

import java.util.Optional;
import org.rollcall.aws.Bucket;
import org.rollcall.error.Faults;
import org.rollcall.job.Confirmation;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobRequest;
import org.rollcall.job.Undo;
import org.rollcall.letter.Institution;

/**
 * Applies the rule of {@code institution.json} about jobs that need a second person, as it is now.
 * See D-164.
 */
record SecondPersonCheck(Bucket bucket) {

  /** Why a job needs a second person now; empty if it does not. */
  Optional<String> reason(JobRequest request, int members, Faults faults) {
    return Institution.read(bucket, faults)
        .flatMap(Institution::secondPerson)
        .flatMap(rule -> rule.reason(members, request.changeKeys()));
  }

  /**
   * Checks the confirm of a preview.
   *
   * @param same what shows that both operators are the same person; empty if nothing shows it
   * @param hasDigest whether the input has the digest of the preview
   */
  void checkConfirm(
      Job preview,
      Operator operator,
      Operator previewer,
      Optional<String> same,
      boolean hasDigest,
      Faults faults) {
    Optional<String> reason = reason(preview.request(), members(preview), faults);
    if (reason.isEmpty()) {
      return;
    }
    same.ifPresent(
        shown ->
            faults.add(
                OperatorCheck.KEY,
                JobError.SAME_PERSON,
                operator.id(),
                previewer.id(),
                shown,
                reason.get()));
    if (!hasDigest) {
      faults.add(ConfirmPlanner.DIGEST, JobError.DIGEST_MISSING, reason.get());
    }
  }

  /**
   * Checks a retry or a continuation. What two people have confirmed needs no other confirm.
   *
   * @param key the key of the input that names the job
   */
  void checkAgain(String key, Job job, Faults faults) {
    if (job.execution().confirmation().filter(Confirmation::byTwoPeople).isEmpty()) {
      reason(job.request(), membersOfRoot(job), faults)
          .ifPresent(reason -> faults.add(key, JobError.SECOND_PERSON_NEEDED_AGAIN, reason));
    }
  }

  /** The members of the whole set. A retry has only the remaining ones. */
  private int membersOfRoot(Job job) {
    return members(
        new JobFolder(bucket, job.root().jobId())
            .findJob()
            .filter(root -> root.reference().equals(job.root()))
            .orElse(job));
  }

  /** The members of a job's set; for an undo, those of the set of the undone job. */
  private static int members(Job job) {
    return job.execution().undo().map(Undo::members).orElse(job.set().members());
  }
}

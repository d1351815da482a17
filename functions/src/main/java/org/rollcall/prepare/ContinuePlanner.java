package org.rollcall.prepare;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.rollcall.aws.Bucket;
import org.rollcall.error.Faults;
import org.rollcall.job.Job;
import org.rollcall.job.JobClaim;
import org.rollcall.set.Membership;
import org.rollcall.start.Executions;
import org.rollcall.user.PrimaryId;

/**
 * Plans a continuation: a job with the members that an earlier job has held back, or with the next
 * of them. See D-163.
 */
record ContinuePlanner(Bucket bucket, JobPreparation.Rules rules, Supplier<Executions> executions) {

  /**
   * Plans the job.
   *
   * @throws JobRejectedException if the earlier job holds no members back, has not ended, or was
   *     continued
   */
  JobPlan plan(EarlierJob earlier, JobPreparation.Request request, Faults faults) {
    Job job = earlier.job();
    SingleUse use =
        new SingleUse(
            JobClaim.toContinue(earlier.folder()),
            JobKind.CONTINUATION.key(),
            JobError.ALREADY_CONTINUED,
            Optional::empty,
            bucket,
            executions);
    if (job.heldBack() == 0) {
      String hint = job.execution().retryOf().map(id -> "; it is a retry of " + id).orElse("");
      faults.add(use.key(), JobError.NOTHING_HELD_BACK, hint);
    } else if (executions.get().isRunning(job.jobId())) {
      faults.add(use.key(), JobError.JOB_RUNNING);
    } else {
      use.check(request.reference(), faults);
    }
    JobRejectedException.throwIfAny(faults);

    List<PrimaryId> members =
        earlier.folder().readHeldBack(job).stream().map(PrimaryId::of).toList();
    JobMembers held =
        JobMembers.of(
            job.set().name(),
            new Membership(members, Map.of(), List.of(), 0, List.of()),
            earlier.input().first());
    return earlier.plan(
        rules,
        request,
        held,
        JobLimits.maxFailures(
            job.request().maxFailuresPercent(), held.selection().processed().size()),
        List.of(use),
        added ->
            new UndoTarget(job.root(), bucket, executions)
                .rejectUndone(request.reference(), use.key(), added));
  }
}

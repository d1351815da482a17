package org.rollcall.prepare;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.rollcall.aws.Bucket;
import org.rollcall.error.Fault;
import org.rollcall.error.Faults;
import org.rollcall.id.JobId;
import org.rollcall.job.Job;
import org.rollcall.job.JobClaim;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobFolderException;
import org.rollcall.json.Fields;
import org.rollcall.letter.LetterRepository;
import org.rollcall.letter.LetterSnapshot;
import org.rollcall.user.store.UserTable;

/**
 * An earlier job, of which an input uses the request.
 *
 * @param operator who starts the job that uses it
 * @param letter its letter, with the current sender
 */
record EarlierJob(
    EarlierJobInput input,
    Job job,
    JobFolder folder,
    Operator operator,
    Optional<LetterSnapshot> letter) {

  /** Finds the job that an input names. */
  record Finder(UserTable users, Bucket bucket, JobPreparation.Rules rules) {

    /**
     * Finds the job, and checks whether the operator may do what it does.
     *
     * @param faults the errors found so far
     * @throws JobRejectedException with all errors
     * @throws JobFolderException if the job's letter is missing or damaged
     */
    EarlierJob find(JobKind kind, JobPreparation.Request request, Faults faults) {
      EarlierJobInput input = EarlierJobInput.read(request.input(), kind, faults);
      Optional<Job> found = input.earlier().flatMap(id -> find(id, input, faults));
      Optional<Operator> operator =
          found.flatMap(
              job ->
                  new OperatorCheck(
                          users, job.request().institution(), request.day(job.request().timeZone()))
                      .check(input.initiatedBy(), job.request().readChanges().roles(), faults));
      if (kind == JobKind.RETRY || kind == JobKind.CONTINUATION) {
        found.ifPresent(job -> new SecondPersonCheck(bucket).checkAgain(kind.key(), job, faults));
        found.ifPresent(job -> UndoTarget.rejectUndone(job, kind.key(), bucket, faults));
      }
      JobRejectedException.throwIfAny(faults);

      Job job = found.orElseThrow();
      JobFolder folder = new JobFolder(bucket, job.jobId());
      Optional<LetterSnapshot> letter =
          kind == JobKind.UNDO
              ? Optional.empty()
              : job.request().letter().flatMap(type -> letter(kind, folder.readLetter(), faults));
      JobRejectedException.throwIfAny(faults);
      return new EarlierJob(input, job, folder, operator.orElseThrow(), letter);
    }

    /** The letter from the current sender. A preview has shown the sender as well. */
    private Optional<LetterSnapshot> letter(JobKind kind, LetterSnapshot letter, Faults faults) {
      if (kind == JobKind.CONFIRM) {
        return Optional.of(letter);
      }
      return new LetterRepository(bucket, letter.institution(), rules.defaultSender(), faults)
          .withCurrentSender(letter);
    }

    private Optional<Job> find(String text, EarlierJobInput input, Faults faults) {
      String key = input.kind().key();
      Fields fields = input.fields();
      Optional<Job> job =
          new AcceptedJobs(bucket, faults)
              .find(
                  text,
                  fields.pathOf(key),
                  hint -> Fault.of(key, JobError.JOB_NOT_ACCEPTED, rules.retentionDays(), hint));
      if (job.isEmpty()) {
        return job;
      }
      Optional<Fault> problem = problem(input.kind(), job.get());
      problem.ifPresent(faults::add);
      return problem.isPresent() ? Optional.empty() : job;
    }

    /** Why an accepted job cannot be used in this way; empty if it can. */
    private Optional<Fault> problem(JobKind kind, Job job) {
      boolean isTest = job.test().isPresent();
      if (kind == JobKind.CONFIRM) {
        return job.isPreview() && !isTest
            ? Optional.empty()
            : fault(kind, JobError.NOTHING_TO_CONFIRM);
      }
      if (kind == JobKind.UNDO && (isTest || job.isPreview())) {
        return fault(
            kind, JobError.NOTHING_TO_UNDO, isTest ? "a test of letters" : "a preview", hint(job));
      }
      if (isTest || job.isPreview()) {
        return fault(kind, isTest ? JobError.RETRY_OF_TEST : JobError.JOB_IS_PREVIEW);
      }
      return job.execution()
          .confirmation()
          .flatMap(
              confirmed -> JobClaim.toConfirm(new JobFolder(bucket, confirmed.preview())).holder())
          .filter(holder -> !holder.equals(job.root()))
          .flatMap(holder -> fault(kind, JobError.CONFIRMED_BY_OTHER_JOB, holder.jobId()));
    }

    /** The job that has confirmed a preview, which can be undone. */
    private String hint(Job preview) {
      return JobClaim.confirmOf(preview.jobId(), bucket)
          .map(confirm -> "; undo the job " + confirm + ", which has confirmed it")
          .orElse("");
    }

    private static Optional<Fault> fault(JobKind kind, JobError code, Object... values) {
      return Optional.of(Fault.of(kind.key(), code, values));
    }
  }

  /**
   * The plan of a job with the request and the letter of this one.
   *
   * @param uses the rights to use this job, if only one other job may use it
   * @param lastCheck see {@link JobPlan}
   */
  JobPlan plan(
      JobPreparation.Rules rules,
      JobPreparation.Request request,
      JobMembers members,
      OptionalInt maxFailures,
      List<SingleUse> uses,
      Consumer<Faults> lastCheck) {
    return new JobPlan(
        rules.execution(request, operator, Optional.of(this)),
        job.request(),
        members,
        maxFailures,
        letter,
        Optional.empty(),
        uses,
        lastCheck,
        job.execution().undo().map(undo -> UndoPlan.ofEarlierJob(folder, members.set().members())),
        job.execution().confirmation().map(confirmed -> PreviewedSource.ofEarlierJob(folder)),
        Optional.empty(),
        List.of());
  }

  /** The ID of this job if the input is of a kind. */
  Optional<JobId> idFor(JobKind kind) {
    return input.kind() == kind ? Optional.of(job.jobId()) : Optional.empty();
  }
}

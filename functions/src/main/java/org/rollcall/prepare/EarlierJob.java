package org.rollcall.prepare;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.rollcall.aws.Bucket;
import org.rollcall.error.Faults;
import org.rollcall.id.JobId;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobFolderError;
import org.rollcall.job.JobFolderException;
import org.rollcall.json.Fields;
import org.rollcall.json.SimilarNames;
import org.rollcall.letter.LetterRepository;
import org.rollcall.letter.LetterSnapshot;
import org.rollcall.set.Membership;
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
      Optional<Job> found = input.earlier().flatMap(id -> find(id, input.fields(), kind.key()));
      Optional<Operator> operator =
          found.flatMap(
              job ->
                  new OperatorCheck(
                          users, job.request().institution(), request.day(job.request().timeZone()))
                      .check(input.initiatedBy(), job.request().readChanges().roles(), faults));
      JobRejectedException.throwIfAny(faults);

      Job job = found.orElseThrow();
      JobFolder folder = new JobFolder(bucket, job.jobId());
      Optional<LetterSnapshot> letter =
          job.request().letter().flatMap(type -> withCurrentSender(folder.readLetter(), faults));
      JobRejectedException.throwIfAny(faults);
      return new EarlierJob(input, job, folder, operator.orElseThrow(), letter);
    }

    private Optional<LetterSnapshot> withCurrentSender(LetterSnapshot letter, Faults faults) {
      return new LetterRepository(bucket, letter.institution(), rules.defaultSender(), faults)
          .withCurrentSender(letter);
    }

    private Optional<Job> find(String text, Fields input, String key) {
      Optional<JobId> id = JobId.parse(text);
      if (id.isEmpty()) {
        return input.fault(key, JobError.INVALID_JOB_ID, nearestJob(text));
      }
      JobFolder folder = new JobFolder(bucket, id.get());
      Optional<Job> job;
      try {
        job = folder.findJob();
        if (job.isEmpty()) {
          folder.requireNeverAccepted();
        }
      } catch (JobFolderException e) {
        return e.code() == JobFolderError.JOB_FILE_OF_OTHER_VERSION
            ? input.fault(key, JobError.JOB_OF_OTHER_VERSION)
            : input.fault(key, JobError.JOB_DAMAGED, String.valueOf(e.getMessage()));
      }
      if (job.isEmpty()) {
        return input.fault(key, JobError.JOB_NOT_ACCEPTED, nearestJob(text));
      }
      if (job.get().isPreview()) {
        return input.fault(key, JobError.JOB_IS_PREVIEW);
      }
      return job.get().test().isPresent() ? input.fault(key, JobError.RETRY_OF_TEST) : job;
    }

    private String nearestJob(String id) {
      return SimilarNames.hint(id, bucket.folders("jobs/"));
    }
  }

  /** The plan of a job with the request, the letter and the failure limit of this one. */
  JobPlan plan(JobPreparation.Rules rules, JobPreparation.Request request, Membership membership) {
    Selection all = Selection.of(membership.certain(), OptionalInt.empty());
    return plan(rules, request, membership, all, job.maxFailures(), Optional.empty());
  }

  /** The plan of a job with the request and the letter of this one. */
  JobPlan plan(
      JobPreparation.Rules rules,
      JobPreparation.Request request,
      Membership membership,
      Selection selection,
      OptionalInt maxFailures,
      Optional<SingleUse> use) {
    return new JobPlan(
        rules.execution(request, operator, Optional.of(this)),
        job.request(),
        job.set().name(),
        membership,
        selection,
        maxFailures,
        letter,
        Optional.empty(),
        use,
        List.of());
  }

  /** The ID of this job if the input is of a kind. */
  Optional<JobId> idFor(JobKind kind) {
    return input.kind() == kind ? Optional.of(job.jobId()) : Optional.empty();
  }
}

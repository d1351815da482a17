package org.rollcall.prepare;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.rollcall.aws.Bucket;
import org.rollcall.error.Fault;
import org.rollcall.error.Faults;
import org.rollcall.id.JobId;
import org.rollcall.id.JobReference;
import org.rollcall.job.Confirmation;
import org.rollcall.job.DecisionBasis;
import org.rollcall.job.Job;
import org.rollcall.job.JobClaim;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobMode;
import org.rollcall.job.Outcome;
import org.rollcall.job.StartRecord;
import org.rollcall.job.Undo;
import org.rollcall.json.JsonBuffer;
import org.rollcall.prepare.PreviewedSource.Sealed;
import org.rollcall.preview.PreviewContent;
import org.rollcall.preview.PreviewFolder;
import org.rollcall.preview.PreviewSeal;
import org.rollcall.start.Executions;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.store.UserTable;

/**
 * Plans a confirm: a job that does what a preview has shown. It has the members, the changes, the
 * code tables, the letter and the day of the preview. See D-164.
 */
record ConfirmPlanner(
    UserTable users, Bucket bucket, JobPreparation.Rules rules, Supplier<Executions> executions) {

  /** The key of the input with the digest. */
  static final String DIGEST = "sha256";

  private static final String KEY = JobKind.CONFIRM.key();

  /**
   * Plans the job.
   *
   * @throws JobRejectedException if the preview cannot be confirmed, or not by this operator
   * @throws org.rollcall.job.JobFolderException if an object of the preview is missing or damaged
   */
  JobPlan plan(EarlierJob preview, JobPreparation.Request request, Faults faults) {
    Job job = preview.job();
    SingleUse use =
        new SingleUse(
            JobClaim.toConfirm(preview.folder()),
            KEY,
            JobError.ALREADY_CONFIRMED,
            () -> discarded(preview),
            bucket,
            executions);
    PreviewContent content = PreviewContent.read(preview.folder(), job, preview.letter());
    Sealed sealed = checkedSeal(preview, content, request, use, faults);
    Operator operator = preview.operator();
    Operator previewer = checkPreviewer(job, request, faults);
    Optional<String> samePerson = samePerson(preview, previewer, request);
    new SecondPersonCheck(bucket)
        .checkConfirm(
            job, operator, previewer, samePerson, preview.input().digest().isPresent(), faults);
    JobRejectedException.throwIfAny(faults);

    Optional<UndoTarget> undone = undone(job, request, faults);
    JobRejectedException.throwIfAny(faults);
    DecisionBasis previewed = job.execution().basis();
    JobMembers members =
        new JobMembers(
            job.set(),
            Selection.of(content.members(), preview.input().first()),
            content.prepared().entries());
    return new JobPlan(
        rules.confirming(
            request,
            operator,
            operator.joining(previewer.joining(previewed)),
            new Confirmation(previewed, operator.id().toString(), samePerson.isEmpty()),
            job.execution().undo()),
        job.request().in(JobMode.RUN),
        members,
        JobLimits.maxFailures(job.request().maxFailuresPercent(), members.counted()),
        preview.letter(),
        Optional.empty(),
        Stream.concat(Stream.of(use), undone.stream().flatMap(target -> target.uses(KEY).stream()))
            .toList(),
        added -> undone.ifPresent(target -> checkUndone(target, job, request, added)),
        undone.map(target -> UndoPlan.ofEarlierJob(preview.folder(), job.set().members())),
        Optional.of(PreviewedSource.ofPreview(sealed)),
        Optional.empty(),
        List.of());
  }

  private static void checkUndone(
      UndoTarget target, Job preview, JobPreparation.Request request, Faults faults) {
    Undo undo = preview.execution().undo().orElseThrow();
    target.checkRunning(undo.roots(), request.started(), KEY, faults);
    target.checkComplete(undo.jobs(), KEY, faults);
  }

  /** The job that the preview undoes, which may have been undone since. */
  private Optional<UndoTarget> undone(Job preview, JobPreparation.Request request, Faults faults) {
    Optional<UndoTarget> target =
        preview.execution().undo().map(undo -> new UndoTarget(undo.undone(), bucket, executions));
    target.ifPresent(
        found -> {
          checkUndone(found, preview, request, faults);
          found.uses(KEY).get(0).check(request.reference(), faults);
          found.checkRedo(preview.execution().undo().orElseThrow(), KEY, faults);
        });
    return target;
  }

  /**
   * The preview with its seal.
   *
   * @throws JobRejectedException with the first reason why the preview cannot be confirmed
   */
  private Sealed checkedSeal(
      EarlierJob preview,
      PreviewContent content,
      JobPreparation.Request request,
      SingleUse use,
      Faults faults) {
    Optional<PreviewSeal> seal = new PreviewFolder(preview.folder()).findSeal();
    if (seal.isEmpty()) {
      faults.add(
          KEY,
          executions.get().isRunning(preview.job().jobId())
              ? JobError.PREVIEW_RUNNING
              : JobError.PREVIEW_INCOMPLETE);
    }
    JobRejectedException.throwIfAny(faults);
    Sealed sealed =
        new Sealed(content, seal.orElseThrow().previewSha256(), new JsonBuffer<>(Outcome.class));
    problem(preview, seal.orElseThrow(), sealed, request, use).ifPresent(faults::add);
    JobRejectedException.throwIfAny(faults);
    return sealed;
  }

  private static Optional<Fault> problem(
      EarlierJob preview,
      PreviewSeal seal,
      Sealed sealed,
      JobPreparation.Request request,
      SingleUse use) {
    Optional<Fault> discarded = discarded(preview);
    if (discarded.isPresent()) {
      return discarded;
    }
    if (seal.isExpired(request.started())) {
      return fault(JobError.PREVIEW_EXPIRED, seal.expires());
    }
    Optional<JobReference> holder = use.heldByOther(request.reference());
    if (holder.isPresent()) {
      return fault(JobError.ALREADY_CONFIRMED, holder.get().jobId());
    }
    String digest = sealed.sha256();
    if (!sealed.content().forEachOutcome(sealed.verified()::add).equals(digest)) {
      return fault(JobError.PREVIEW_MODIFIED);
    }
    return preview
        .input()
        .digest()
        .filter(given -> !given.equals(digest))
        .map(given -> Fault.of(DIGEST, JobError.OTHER_DIGEST));
  }

  private static Optional<Fault> discarded(EarlierJob preview) {
    return new PreviewFolder(preview.folder())
        .findDiscard()
        .flatMap(discard -> fault(JobError.PREVIEW_DISCARDED, discard.message()));
  }

  private static Optional<Fault> fault(JobError code, Object... values) {
    return Optional.of(Fault.of(KEY, code, values));
  }

  /** Checks what the person who started the preview may do today. */
  private Operator checkPreviewer(Job preview, JobPreparation.Request request, Faults faults) {
    Optional<Operator> previewer =
        new OperatorCheck(
                users, preview.request().institution(), request.day(preview.request().timeZone()))
            .check(
                KEY,
                PrimaryId.of(preview.execution().initiatedBy()),
                preview.request().readChanges().roles(),
                faults);
    JobRejectedException.throwIfAny(faults);
    return previewer.orElseThrow();
  }

  /** What shows that the operator is the person who started the preview. */
  private Optional<String> samePerson(
      EarlierJob preview, Operator previewer, JobPreparation.Request request) {
    Optional<String> principal = principal(request.reference().jobId());
    return preview
        .operator()
        .sameAs(previewer)
        .or(
            () ->
                principal
                    .filter(arn -> principal(preview.job().jobId()).equals(Optional.of(arn)))
                    .map(arn -> "both used the same AWS identity"));
  }

  /** The AWS identity that started a job, if {@code StartJob} verified it. */
  private Optional<String> principal(JobId job) {
    return new JobFolder(bucket, job).findStart().map(StartRecord::principal);
  }
}

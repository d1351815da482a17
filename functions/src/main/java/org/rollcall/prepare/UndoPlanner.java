package org.rollcall.prepare;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.rollcall.aws.Bucket;
import org.rollcall.error.Faults;
import org.rollcall.id.JobReference;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobLetter;
import org.rollcall.job.JobMode;
import org.rollcall.job.JobRequest;
import org.rollcall.job.RootJobs;
import org.rollcall.job.Undo;
import org.rollcall.letter.Institution;
import org.rollcall.letter.LetterRepository;
import org.rollcall.letter.LetterSnapshot;
import org.rollcall.set.Membership;
import org.rollcall.start.Executions;
import org.rollcall.user.store.UserTable;

/**
 * Plans an undo: a job that undoes what an earlier job, its retries and its continuations did. The
 * undo of an undo is a redo. See D-173.
 */
record UndoPlanner(
    UserTable users, Bucket bucket, JobPreparation.Rules rules, Supplier<Executions> executions) {

  private static final String KEY = JobKind.UNDO.key();

  /**
   * Plans the job.
   *
   * @throws JobRejectedException if the earlier job cannot be undone
   * @throws org.rollcall.job.JobFolderException if an object of one of the jobs is missing or
   *     damaged
   */
  JobPlan plan(EarlierJob earlier, JobPreparation.Request request, Faults faults) {
    RootJobs root = new RootJobs(earlier.job().root(), bucket);
    Job first = root.first();
    // If they are damaged, the undo is rejected now, instead of failing in each chunk.
    first.request().readChanges();
    UndoTarget target = new UndoTarget(first.reference(), bucket, executions);
    List<SingleUse> uses = target.uses(KEY);
    checkAge(first, request.started(), faults);
    uses.get(0).check(request.reference(), faults);
    List<Job> jobs = root.accepted();
    Undo undo = undo(first, jobs, target);
    target.checkRunning(undo.roots(), request.started(), KEY, faults);
    EarlierJobInput input = earlier.input();
    boolean isPreview = input.mode() == JobMode.PREVIEW;
    if (isPreview && input.first().isPresent()) {
      faults.add("limits.first", JobError.NOT_IN_PREVIEW_OF_UNDO);
    }
    Optional<String> secondPerson =
        new SecondPersonCheck(bucket).reason(first.request(), undo.members(), faults);
    secondPerson
        .filter(reason -> !isPreview)
        .ifPresent(reason -> faults.add(KEY, JobError.SECOND_PERSON_NEEDED, reason));
    Optional<LetterSnapshot> letter = letter(first, undo, input, faults);
    JobRejectedException.throwIfAny(faults);

    UndoneJobs undone = UndoneJobs.read(jobs, users, bucket);
    JobMembers members =
        JobMembers.of(
            first.set().name(),
            new Membership(undone.members(), Map.of(), List.of(), 0, List.of()),
            input.first());
    JobRequest undoRequest = request(first, input, letter, request);
    return new JobPlan(
        rules.undoing(request, earlier.operator(), undo),
        undoRequest,
        members,
        JobLimits.maxFailures(undoRequest.maxFailuresPercent(), members.counted()),
        letter,
        Optional.empty(),
        isPreview ? List.of() : uses,
        isPreview ? added -> {} : added -> lastCheck(target, undo, request.started(), added),
        Optional.of(
            new UndoPlan(
                undone,
                first.request().letter().map(found -> folder(first).readLetter()),
                undo.isRedo() ? undone.members().size() : undone.letters())),
        Optional.empty(),
        secondPerson.filter(reason -> isPreview),
        List.of());
  }

  private static void lastCheck(UndoTarget target, Undo undo, Instant now, Faults faults) {
    target.checkRunning(undo.roots(), now, KEY, faults);
    target.checkComplete(undo.jobs(), KEY, faults);
  }

  private void checkAge(Job first, Instant now, Faults faults) {
    Instant started = first.execution().started();
    if (now.isAfter(started.plus(Duration.ofDays(rules.retentionDays())))) {
      faults.add(
          KEY,
          JobError.UNDO_EXPIRED,
          LocalDate.ofInstant(started, first.request().timeZone()),
          rules.retentionDays());
    }
  }

  private static Undo undo(Job first, List<Job> jobs, UndoTarget target) {
    Optional<Undo> undone = first.execution().undo();
    boolean isRedo = undone.filter(earlier -> !earlier.isRedo()).isPresent();
    List<JobReference> roots = new ArrayList<>(List.of(first.reference()));
    roots.addAll(target.redos());
    return new Undo(
        first.reference(),
        jobs.stream().map(Job::jobId).toList(),
        roots,
        isRedo,
        undone.map(Undo::members).orElse(first.set().members()),
        isRedo ? undone.flatMap(Undo::letter) : first.request().letter());
  }

  private static JobRequest request(
      Job first,
      EarlierJobInput input,
      Optional<LetterSnapshot> letter,
      JobPreparation.Request request) {
    JobRequest undone = first.request();
    return undone.undone(
        name(undone.jobName()),
        input.mode(),
        letter.map(JobLetter::of),
        input.limits().maxFailuresPercent(),
        undone.includeStaff() || input.limits().includeStaff(),
        request.day(undone.timeZone()));
  }

  /** The name of a job that undoes another one. */
  static String name(String undone) {
    String undo = "Undo of ";
    String redo = "Redo of ";
    if (undone.startsWith(undo)) {
      return redo + undone.substring(undo.length());
    }
    return undo + (undone.startsWith(redo) ? undone.substring(redo.length()) : undone);
  }

  private Optional<LetterSnapshot> letter(
      Job first, Undo undo, EarlierJobInput input, Faults faults) {
    Optional<Institution> institution = Institution.read(bucket, faults);
    Optional<LetterRepository> letters =
        institution.map(
            library -> new LetterRepository(bucket, library, rules.defaultSender(), faults));
    if (undo.isRedo()) {
      input.letterType().ifPresent(type -> faults.add("notify", JobError.NOTIFY_OF_REDO));
      return undo.letter().isEmpty()
          ? Optional.empty()
          : letters.flatMap(found -> found.withCurrentSender(folder(first).readUndoneLetter()));
    }
    Optional<LetterSnapshot> letter =
        input.letterType().flatMap(type -> letters.flatMap(found -> found.readSnapshot(type)));
    letter
        .map(JobLetter::of)
        .filter(JobLetter::containsCredential)
        .ifPresent(found -> faults.add("notify.type", JobError.CORRECTION_WITH_PASSWORD));
    return letter;
  }

  private JobFolder folder(Job job) {
    return new JobFolder(bucket, job.jobId());
  }
}

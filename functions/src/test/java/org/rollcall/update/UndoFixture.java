package org.rollcall.update;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rollcall.Given;
import org.rollcall.RecordCopy;
import org.rollcall.id.JobId;
import org.rollcall.id.JobReference;
import org.rollcall.job.BeforeImage;
import org.rollcall.job.DecisionBasis;
import org.rollcall.job.Job;
import org.rollcall.job.JobFixture;
import org.rollcall.job.JobLetter;
import org.rollcall.job.Outcome;
import org.rollcall.job.Outcome.Result;
import org.rollcall.job.Undo;
import org.rollcall.json.Json;
import org.rollcall.user.state.LetterProgress.State;
import org.rollcall.user.store.StoredUser;

/** Jobs that change one user, and undos of them. Each job starts an hour after the last one. */
final class UndoFixture {

  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  private int jobs;

  /**
   * A job that has processed a user.
   *
   * @param before the user before the job
   * @param after the user after the job
   * @param outcome as it is read from the ledger
   */
  record Done(Job job, StoredUser before, StoredUser after, Outcome outcome) {

    JobReference reference() {
      return job.reference();
    }

    /** What an undo of this job reads from its ledger. */
    BeforeImage image() {
      boolean isChanged = outcome.result() == Result.UPDATED;
      return new BeforeImage(
          outcome.primaryId(),
          isChanged,
          isChanged ? outcome.changes() : Map.of(),
          isChanged,
          outcome.letter().map(state -> state == State.DUE ? State.SENT : state),
          Optional.empty());
    }
  }

  /** How an undo or the undone job differs from a usual one. */
  record Options(
      Optional<String> letter, boolean includeStaff, boolean byAdministrator, String operator) {

    static final Options NONE = new Options(Optional.empty(), false, false, "MLibrarian");

    Options withLetter(String type) {
      return new Options(Optional.of(type), includeStaff, byAdministrator, operator);
    }

    Options withStaff() {
      return new Options(letter, true, byAdministrator, operator);
    }

    Options asAdministrator() {
      return new Options(letter, includeStaff, true, operator);
    }

    Options by(String other) {
      return new Options(letter, includeStaff, byAdministrator, other);
    }
  }

  /**
   * Runs a job.
   *
   * @param changes JSON as in {@link Given}
   */
  Done run(StoredUser user, String changes, Options options) {
    return done(
        job(Given.json(changes).toString(), options, Optional.empty()), user, BeforeImages.NONE);
  }

  Done run(StoredUser user, String changes) {
    return run(user, changes, Options.NONE);
  }

  /** Undoes a job. The user is as others have left it since. */
  Done undo(Done job, StoredUser now, Options options, Done... redos) {
    Optional<Undo> earlier = job.job().execution().undo();
    boolean isRedo = earlier.filter(undo -> !undo.isRedo()).isPresent();
    List<JobReference> roots = new ArrayList<>(List.of(job.reference()));
    List.of(redos).forEach(redo -> roots.add(redo.reference()));
    Undo undo =
        new Undo(
            job.reference(),
            List.of(job.reference().jobId()),
            roots,
            isRedo,
            1,
            isRedo ? earlier.orElseThrow().letter() : job.job().request().letter());
    Options used =
        isRedo
            ? new Options(
                undo.letter().map(JobLetter::type),
                options.includeStaff(),
                options.byAdministrator(),
                options.operator())
            : options;
    Job undoing = job(job.job().request().changes().toString(), used, Optional.of(undo));
    return done(undoing, now, id -> job.image());
  }

  Done undo(Done job, StoredUser now) {
    return undo(job, now, Options.NONE);
  }

  private static Done done(Job job, StoredUser user, BeforeImages images) {
    Decision decision = new UserUpdate(job.execution(), job.request(), images).decide(user);
    return new Done(
        job,
        user,
        decision.write().orElse(user),
        Json.read(Json.bytes(decision.outcome()), Outcome.class));
  }

  private Job job(String changes, Options options, Optional<Undo> undo) {
    Job job =
        JobFixture.job(
            Optional.of(changes),
            options.letter(),
            false,
            options.includeStaff(),
            options.byAdministrator());
    jobs++;
    JobReference own =
        new JobReference(new JobId("job-" + jobs), START.plus(Duration.ofHours(jobs)));
    var execution = job.execution();
    execution = RecordCopy.with(execution, "jobId", own.jobId());
    execution = RecordCopy.with(execution, "root", own);
    execution = RecordCopy.with(execution, "started", own.started());
    execution = RecordCopy.with(execution, "undo", undo);
    execution =
        RecordCopy.with(
            execution,
            "basis",
            DecisionBasis.of(own, options.operator(), options.byAdministrator()));
    return RecordCopy.with(job, "execution", execution);
  }
}

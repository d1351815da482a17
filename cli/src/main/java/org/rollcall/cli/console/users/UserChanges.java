package org.rollcall.cli.console.users;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rollcall.aws.Bucket;
import org.rollcall.cli.console.jobs.JobPages;
import org.rollcall.cli.jobs.FieldDiff;
import org.rollcall.cli.jobs.MemberOutcome;
import org.rollcall.id.JobReference;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.job.Outcome;
import org.rollcall.job.RootJobs;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.LastChange;
import org.rollcall.user.store.StoredUser;

/**
 * What a job, with its retries and continuations, did to one user: the values of a page.
 *
 * @param user the primary ID
 * @param attempts one for each job that has an outcome for the user
 */
record UserChanges(String user, String userPath, List<Attempt> attempts) {

  UserChanges {
    attempts = List.copyOf(attempts);
  }

  /**
   * What one job did.
   *
   * @param remark the result, or a remark about it; empty if the changes say all
   * @param password what was done to the password, in one word; empty if nothing
   */
  record Attempt(String job, String jobPath, List<Line> changes, String remark, String password) {
    Attempt {
      changes = List.copyOf(changes);
    }

    static Attempt of(Job job, Outcome outcome) {
      List<Line> lines = FieldDiff.lines(outcome.changes()).stream().map(Line::of).toList();
      return new Attempt(
          job.jobId().value(),
          JobPages.path(job.jobId()),
          lines,
          MemberOutcome.remark(outcome, !lines.isEmpty()).orElse(""),
          MemberOutcome.password(outcome).orElse(""));
    }
  }

  /** A changed field, or a changed entry of a list. */
  record Line(
      String text,
      String before,
      String after,
      boolean isList,
      boolean isRemoved,
      boolean isAdded) {

    static Line of(FieldDiff.Line line) {
      return new Line(
          line.text(),
          line.before(),
          line.after(),
          line.kind() == FieldDiff.Kind.LIST,
          line.kind() == FieldDiff.Kind.REMOVED,
          line.kind() == FieldDiff.Kind.ADDED);
    }
  }

  /**
   * Reads the ledgers of a job and of its retries and continuations. A change that no ledger
   * contains yet is on the user's item.
   */
  static UserChanges read(StoredUser stored, JobReference root, Bucket bucket, String userPath) {
    PrimaryId user = stored.user().primaryId();
    List<Attempt> attempts = new ArrayList<>();
    for (Job job : new RootJobs(root, bucket).accepted()) {
      MemberOutcome.find(new JobFolder(bucket, job.jobId()), user)
          .ifPresent(outcome -> attempts.add(Attempt.of(job, outcome)));
    }
    boolean isRecorded = attempts.stream().anyMatch(attempt -> !attempt.changes().isEmpty());
    Optional<LastChange> change = stored.state().changeBy(root).filter(any -> !isRecorded);
    change.ifPresent(
        found ->
            attempts.add(
                new Attempt(
                    root.jobId().value(),
                    JobPages.path(root.jobId()),
                    FieldDiff.lines(found.fields()).stream().map(Line::of).toList(),
                    "",
                    "")));
    return new UserChanges(user.toString(), userPath, attempts);
  }
}

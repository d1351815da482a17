package org.rollcall.prepare;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollcall.aws.Bucket;
import org.rollcall.aws.Usage;
import org.rollcall.error.Faults;
import org.rollcall.error.Reason;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.job.LedgerPage;
import org.rollcall.job.Outcome;
import org.rollcall.letter.Mailer;
import org.rollcall.letter.SendQuota;
import org.rollcall.set.UnmatchedIdentifier;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.store.UserTable;

/**
 * The last part of {@link JobPreparation}: holds a planned job to what SES takes, and writes its
 * folder.
 */
final class JobAcceptance {

  /** Page 0 of the ledger itself, and the job. */
  private static final int PUTS_TO_COME = 2;

  /** How many letters a test sends. */
  private static final int TEST_LETTERS = 3;

  /** How long the letters may take to be counted: time enough is left then to write the folder. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final UserTable users;
  private final Bucket bucket;
  private final Mailer mailer;
  private final int maxConcurrency;
  private final Usage work;

  /**
   * @param maxConcurrency the most chunks that may run at once
   */
  JobAcceptance(UserTable users, Bucket bucket, Mailer mailer, int maxConcurrency, Usage work) {
    this.users = requireNonNull(users, "users is null");
    this.bucket = requireNonNull(bucket, "bucket is null");
    this.mailer = requireNonNull(mailer, "mailer is null");
    this.maxConcurrency = maxConcurrency;
    this.work = requireNonNull(work, "work is null");
  }

  /**
   * Writes the job's folder; with {@code job.json} the job is accepted. One that another invocation
   * has accepted meanwhile stays as it is: its members may be changed already.
   *
   * @throws JobRejectedException if SES will not take its letters; nothing is written then
   */
  Job accept(JobPlan plan) {
    Job job =
        plan.letter().isPresent() ? mailing(plan, mailer.quota()) : plan.job().in(maxConcurrency);
    JobFolder folder = new JobFolder(bucket, job.jobId());
    Optional<Job> accepted = folder.findJob();
    if (accepted.isPresent()) {
      return accepted.get();
    }
    plan.letter().ifPresent(folder::writeLetter);
    folder.writeChunks(plan.chunks());
    if (!plan.unanswered().isEmpty()) {
      folder.writeFailures(JobFolder.Page.OUTCOMES, 0, plan.unanswered().size());
    }
    folder.writeOutcomes(0, new LedgerPage<>(accountedFor(plan), work.totalWithPuts(PUTS_TO_COME)));
    folder.writeJob(job);
    return job;
  }

  /** The job at the pace that SES sets; if it is to be a test, with the letters that this sends. */
  private Job mailing(JobPlan plan, SendQuota quota) {
    int lanes = Math.min(maxConcurrency, quota.lettersPerSecond());
    Job job = plan.job().in(lanes).paced(quota.lettersPerSecond());
    LetterForecast forecast = new LetterForecast(job, users, PATIENCE);
    Optional<Job.Test> test = plan.testTo().map(to -> test(to, plan, forecast));
    List<PrimaryId> members = test.map(Job.Test::ids).orElseGet(plan::members);
    Faults faults = new Faults();
    LimitChecks.checkMail(quota, forecast, members, faults);
    JobRejectedException.ifAny(faults);
    return test.map(job::tried).orElse(job);
  }

  /** The letters of a test are the first that would be sent. */
  private static Job.Test test(String to, JobPlan plan, LetterForecast forecast) {
    return new Job.Test(
        to,
        forecast.lettersDue(plan.members(), TEST_LETTERS).stream()
            .map(PrimaryId::toString)
            .toList());
  }

  /** The members whom no chunk will come to. */
  private static List<Outcome> accountedFor(JobPlan plan) {
    return Stream.concat(
            plan.unmatched().stream().map(JobAcceptance::unmatched),
            plan.unanswered().stream().map(JobAcceptance::unanswered))
        .toList();
  }

  private static Outcome unmatched(UnmatchedIdentifier identifier) {
    return Outcome.of(
        identifier.toString(),
        Outcome.Result.NOT_FOUND,
        identifier.isAmbiguous() ? Reason.AMBIGUOUS_IDENTIFIER : Reason.NOT_FOUND,
        identifier.type());
  }

  private static Outcome unanswered(PrimaryId id) {
    return Outcome.failed(id.toString(), Reason.SET_QUERY_FAILED);
  }
}

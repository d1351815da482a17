package org.rollcall.report;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rollcall.aws.BilledUsage;
import org.rollcall.aws.Bucket;
import org.rollcall.aws.Usage;
import org.rollcall.delivery.Deliveries;
import org.rollcall.delivery.JobDeliveries;
import org.rollcall.id.JobId;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.job.LedgerSnapshot;
import org.rollcall.job.LetterTrial;
import org.rollcall.job.MemberAccount;
import org.rollcall.job.MemberAccounts;
import org.rollcall.job.Outcome.Result;
import org.rollcall.json.Json;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.Delivery;
import org.rollcall.user.state.LetterProgress;
import org.rollcall.user.store.UserTable;

/** The last step of a job: reads its ledger, accounts for every member, and writes the report. */
public final class JobReporter {

  /** The states of the state machine that every job enters, beside its children. */
  private static final int STATES = 5;

  /** Those of them that a job enters that is stopped before its report. */
  private static final int STATES_UNTIL_STOPPED = 2;

  /** The objects that are put after the work was counted up: the report, in its four forms. */
  private static final int PUTS_TO_COME = 4;

  private final UserTable users;
  private final Bucket bucket;
  private final Clock clock;
  private final Usage work;

  public JobReporter(UserTable users, Bucket bucket, Clock clock, Usage work) {
    this.users = requireNonNull(users, "users is null");
    this.bucket = requireNonNull(bucket, "bucket is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.work = requireNonNull(work, "work is null");
  }

  /**
   * Which job, and what only its execution can say of a job whose report is made afterwards.
   *
   * @param status {@link Status#USER_ABORTED} if the execution was stopped; otherwise the counters
   *     say how the job ended
   * @param ended when the execution ended; now, if it has not
   */
  public record Request(JobId jobId, Optional<Status> status, Optional<Instant> ended) {
    public Request {
      requireNonNull(jobId, "jobId is null");
      requireNonNull(ended, "ended is null");
      if (status.isPresent() && status.get() != Status.USER_ABORTED) {
        throw new IllegalArgumentException("status must be USER_ABORTED, or be left out");
      }
    }
  }

  /** Writes {@code report.json}, {@code report.html}, {@code users.csv} and {@code failed.csv}. */
  public Report.Summary report(Request request) {
    JobFolder folder = new JobFolder(bucket, request.jobId());
    Job job = folder.readJob();
    Account account = account(job, folder);
    Counters counters = count(account.rows);
    Report report =
        new Report(
            job.jobId(),
            job.execution().retryOf(),
            job.request().jobName(),
            job.request().mode(),
            job.execution().initiatedBy(),
            job.test().map(LetterTrial::to),
            request.status().orElseGet(() -> Status.of(counters)),
            job.execution().started(),
            request.ended().orElseGet(clock::instant).truncatedTo(ChronoUnit.MILLIS),
            job.set(),
            counters,
            account
                .work
                .plus(work.totalWithPuts(PUTS_TO_COME))
                .plus(transitions(account.states(request.status().isPresent()))));
    new ReportFiles(folder).write(report, account.rows);
    folder.write("report.json", Json.pretty(report), "application/json");
    return new Report.Summary(job.jobId(), report.status(), counters, folder.key("report.json"));
  }

  private static BilledUsage transitions(int states) {
    return new BilledUsage(states, 0, BigDecimal.ZERO, BigDecimal.ZERO, 0, 0, 0);
  }

  /** Every member, in the set's order, and the work of all invocations. */
  private static final class Account {
    private final List<MemberRow> rows = new ArrayList<>();
    private BilledUsage work = BilledUsage.NONE;
    private int chunks;
    private int chunksReached;

    private int states(boolean isAborted) {
      return isAborted ? STATES_UNTIL_STOPPED + chunksReached : STATES + chunks;
    }
  }

  private Account account(Job job, JobFolder folder) {
    Account account = new Account();
    LedgerSnapshot ledger = new LedgerSnapshot(folder);
    ledger
        .preparedOutcomes()
        .forEach(outcome -> account.rows.add(MemberRow.of(outcome, Optional.empty())));
    Deliveries deliveries = new JobDeliveries(folder).read();
    new MemberAccounts(job, ledger, users)
        .forEach(member -> account.rows.add(row(member, deliveries)));
    account.work = ledger.work();
    account.chunks = ledger.chunkCount();
    account.chunksReached = ledger.processedChunkCount();
    return account;
  }

  private static MemberRow row(MemberAccount member, Deliveries deliveries) {
    return member
        .outcome()
        .map(
            outcome ->
                MemberRow.of(
                    outcome, member.letter(), deliveries.find(PrimaryId.of(member.member()))))
        .orElseGet(() -> MemberRow.notReached(member.member()));
  }

  private static Counters count(List<MemberRow> rows) {
    return new Counters(
        rows.size(),
        count(rows, Result.UPDATED),
        count(rows, Result.UNCHANGED),
        count(rows, Result.SKIPPED),
        count(rows, Result.NOT_FOUND),
        count(rows, Result.FAILED),
        count(rows, Result.NOT_REACHED),
        (int) rows.stream().filter(row -> row.credentials().isPresent()).count(),
        count(rows, LetterProgress.State.SENT),
        count(rows, LetterProgress.State.FAILED),
        count(rows, LetterProgress.State.NO_PREFERRED_EMAIL),
        count(rows, LetterProgress.State.OPTED_OUT),
        count(rows, LetterProgress.State.ADDRESS_BOUNCED),
        count(rows, Delivery.Kind.DELIVERED),
        count(rows, Delivery.Kind.SOFT_BOUNCED) + count(rows, Delivery.Kind.BOUNCED),
        count(rows, Delivery.Kind.COMPLAINED));
  }

  private static int count(List<MemberRow> rows, Delivery.Kind delivery) {
    return (int) rows.stream().filter(row -> row.delivery().equals(Optional.of(delivery))).count();
  }

  private static int count(List<MemberRow> rows, Result result) {
    return (int) rows.stream().filter(row -> row.result() == result).count();
  }

  private static int count(List<MemberRow> rows, LetterProgress.State letter) {
    return (int) rows.stream().filter(row -> row.letter().equals(Optional.of(letter))).count();
  }
}

package org.rollcall.report;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollcall.aws.BilledUsage;
import org.rollcall.aws.Bucket;
import org.rollcall.aws.InvocationUsage;
import org.rollcall.delivery.Deliveries;
import org.rollcall.delivery.JobDeliveries;
import org.rollcall.id.JobId;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobFolderException;
import org.rollcall.job.JobLetter;
import org.rollcall.job.LedgerSnapshot;
import org.rollcall.job.LetterTrial;
import org.rollcall.job.MemberAccounts;
import org.rollcall.job.MemberAccounts.Trust;
import org.rollcall.json.Json;
import org.rollcall.letter.Letter;
import org.rollcall.user.store.UserTable;

/** Writes the report of a job. The data come from the job's ledger and from the users' items. */
public final class JobReporter {

  /** The number of states that every execution enters, without those of its chunks. */
  private static final int STATES_OF_COMPLETE_JOB = 5;

  /** The number of these that an execution enters which is stopped before its report. */
  private static final int STATES_OF_STOPPED_JOB = 2;

  /** The number of objects of the report, which are put after the usage is calculated. */
  private static final int REPORT_PUTS = 4;

  private final UserTable users;
  private final Bucket bucket;
  private final Clock clock;

  public JobReporter(UserTable users, Bucket bucket, Clock clock) {
    this.users = users;
    this.bucket = bucket;
    this.clock = clock;
  }

  /**
   * A request for a job's report.
   *
   * @param status {@link Status#USER_ABORTED} if the execution was stopped; if empty, the status is
   *     calculated from the counters
   * @param ended the end of the execution; if empty, the current time
   */
  public record Request(JobId jobId, Optional<Status> status, Optional<Instant> ended) {
    public Request {
      if (status.isPresent() && status.get() != Status.USER_ABORTED) {
        throw new IllegalArgumentException("status must be USER_ABORTED or missing");
      }
    }
  }

  /** Writes {@code report.json}, {@code report.html}, {@code users.csv} and {@code failed.csv}. */
  public Report.Summary report(Request request) {
    JobFolder folder = new JobFolder(bucket, request.jobId());
    Job job = folder.readJob();
    LedgerSnapshot ledger = new LedgerSnapshot(folder);
    // The report of an execution is written at its end. Before a later report, the machine may have
    // lost its power.
    Trust trust = request.ended().isPresent() ? Trust.RECORDS : Trust.LEDGER;
    Deliveries deliveries = new JobDeliveries(folder).read();
    ChangeEffects effects = new ChangeEffects(job.request());
    MemberAccounts accounts = new MemberAccounts(job, ledger, users, trust, deliveries::find);
    List<MemberRow> rows = rows(job, ledger, accounts, effects);
    Counters counters = Counters.of(rows);
    boolean isStopped = request.status().isPresent();
    int states =
        isStopped
            ? STATES_OF_STOPPED_JOB + ledger.processedChunkCount()
            : STATES_OF_COMPLETE_JOB + ledger.chunkCount();
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
            effects.asked(),
            job.request().letter().map(JobLetter::type),
            remarks(job, ledger, effects, rows),
            counters,
            OwedLetters.of(rows),
            deliveries.eventCount(),
            LanguageCount.of(rows),
            ledger
                .work()
                .plus(InvocationUsage.current().totalWithPuts(REPORT_PUTS))
                .plus(BilledUsage.ofTransitions(states)));
    new ReportFiles(folder).write(report, rows);
    folder.write("report.json", Json.pretty(report), "application/json");
    return new Report.Summary(job.jobId(), report.status(), counters, folder.key("report.json"));
  }

  /** One row for each member, in the set's order. */
  private List<MemberRow> rows(
      Job job, LedgerSnapshot ledger, MemberAccounts accounts, ChangeEffects effects) {
    List<MemberRow> rows = new ArrayList<>();
    ledger
        .preparedOutcomes()
        .forEach(outcome -> rows.add(MemberRow.of(outcome, Optional.empty(), Optional.empty())));
    accounts.forEach(
        member ->
            rows.add(
                MemberRow.of(member, job.test().isPresent())
                    .withNotMade(member.outcome().map(effects::add).orElse(""))));
    People people = new People(users);
    return withLanguages(
        people.withDetails(rows, job.request().reportShows()),
        new JobFolder(bucket, job.jobId()),
        people);
  }

  /** The rows with the languages of letters that a retry sent, or whose outcome was lost. */
  private static List<MemberRow> withLanguages(
      List<MemberRow> rows, JobFolder folder, People people) {
    if (rows.stream().noneMatch(MemberRow::lacksLanguage)) {
      return rows;
    }
    try {
      return people.withLanguages(rows, new Letter(folder.readLetter()));
    } catch (JobFolderException e) {
      return rows;
    }
  }

  /**
   * The remarks of the acceptance, those about the fields that a {@code when} reads, and those
   * about damaged pages of the ledger.
   */
  private List<String> remarks(
      Job job, LedgerSnapshot ledger, ChangeEffects effects, List<MemberRow> rows) {
    if (effects.hasProblem()) {
      new People(users).some(rows).forEach(effects::addCandidates);
    }
    Stream<String> damaged =
        ledger.damaged().stream()
            .map(
                key -> key + " is damaged. What it does not say is taken from the users' records.");
    return Stream.of(job.remarks().stream(), effects.problems().stream(), damaged)
        .flatMap(remarks -> remarks)
        .toList();
  }
}

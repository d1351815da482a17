package org.rollcall.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.rollcall.aws.BilledUsage;
import org.rollcall.aws.Bucket;
import org.rollcall.aws.InvocationUsage;
import org.rollcall.delivery.Deliveries;
import org.rollcall.delivery.JobDeliveries;
import org.rollcall.id.JobId;
import org.rollcall.job.Confirmation;
import org.rollcall.job.Job;
import org.rollcall.job.JobClaim;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobFolderException;
import org.rollcall.job.JobLetter;
import org.rollcall.job.LedgerSnapshot;
import org.rollcall.job.LetterTrial;
import org.rollcall.job.MemberAccount;
import org.rollcall.job.MemberAccounts;
import org.rollcall.job.Undo;
import org.rollcall.json.Json;
import org.rollcall.letter.Letter;
import org.rollcall.preview.PreviewSeal;
import org.rollcall.start.Executions;
import org.rollcall.start.Executions.Execution;
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
  private final Executions executions;
  private final Clock clock;
  private final Duration drainTime;

  /**
   * Creates a reporter.
   *
   * @param drainTime {@link Executions#DRAIN_TIME}, or zero if no function is running
   */
  public JobReporter(
      UserTable users, Bucket bucket, Executions executions, Clock clock, Duration drainTime) {
    this.users = users;
    this.bucket = bucket;
    this.executions = executions;
    this.clock = clock;
    this.drainTime = drainTime;
  }

  /**
   * A request for a job's report. How the job ended is not a part of it: Step Functions is asked.
   *
   * @param execution the ARN of the execution that sends the request; empty for other callers
   */
  @JsonIgnoreProperties({"status", "ended"})
  public record Request(JobId jobId, Optional<String> execution) {

    /** A request of another caller than the job's execution. */
    public static Request of(JobId jobId) {
      return new Request(jobId, Optional.empty());
    }
  }

  /**
   * Writes {@code report.json}, {@code report.html}, {@code users.csv} and {@code failed.csv}. If
   * the job is running, and another caller than its execution asks, nothing is written. See D-153.
   */
  public Report.Answer report(Request request) {
    JobId jobId = request.jobId();
    Optional<Execution> execution = executions.find(jobId);
    boolean isRunning = execution.filter(Execution::isRunning).isPresent();
    if (isRunning && !request.execution().equals(Optional.of(executions.arn(jobId)))) {
      return Report.StillRunning.of(jobId);
    }
    JobFolder folder = new JobFolder(bucket, jobId);
    Job job = folder.readJob();
    JobEnd end =
        isRunning
            ? JobEnd.now(clock)
            : execution
                .map(ended -> JobEnd.of(ended, job, folder))
                .orElseGet(() -> JobEnd.forgotten(job, folder));
    return report(folder, job, end);
  }

  private Report.Summary report(JobFolder folder, Job job, JobEnd end) {
    LedgerSnapshot ledger = new LedgerSnapshot(job, folder);
    Deliveries deliveries = new JobDeliveries(folder).read();
    ChangeEffects effects = new ChangeEffects(job.request());
    MemberAccounts accounts = new MemberAccounts(job, ledger, users, end.trust(), deliveries::find);
    // A running job cannot be undone.
    Optional<JobId> undoneBy =
        end.isNow() ? Optional.empty() : JobClaim.undoOf(job.jobId(), bucket);
    List<String> heldBack = folder.readHeldBack(job);
    Optional<PreviewParts> preview =
        job.isPreview()
            ? Optional.of(new PreviewParts(job, folder, ledger.memberCount(), bucket, users, clock))
            : Optional.empty();
    List<MemberRow> rows =
        rows(job, ledger, heldBack, accounts, effects, preview, undoneBy.isPresent());
    Counters counters = Counters.of(rows);
    boolean isFinal = ledger.isComplete() && ledger.damaged().isEmpty() && !end.isStopped();
    Optional<PreviewSeal> seal = preview.flatMap(parts -> parts.seal(rows, isFinal));
    Optional<Instant> provisionalUntil = provisionalUntil(ledger, end);
    int states =
        end.isStopped()
            ? STATES_OF_STOPPED_JOB + ledger.processedChunkCount()
            : STATES_OF_COMPLETE_JOB + ledger.chunkCount();
    BilledUsage work =
        ledger
            .work()
            .plus(InvocationUsage.current().totalWithPuts(REPORT_PUTS))
            .plus(BilledUsage.ofTransitions(states));
    Report report =
        new Report(
            preview.map(PreviewParts::summary),
            job.jobId(),
            job.execution().retryOf(),
            job.execution().continueOf(),
            heldBack.isEmpty() ? Optional.empty() : JobClaim.continuationOf(job.jobId(), bucket),
            job.execution().confirmation().map(Confirmation::preview),
            job.execution().confirmation().map(Confirmation::previewedBy),
            job.execution().confirmation().map(Confirmation::confirmedBy),
            job.execution().undo().map(undo -> undo.undone().jobId()),
            job.execution().undo().map(Undo::isRedo),
            undoneBy,
            job.request().jobName(),
            job.request().mode(),
            job.execution().initiatedBy(),
            job.test().map(LetterTrial::to),
            end.status().orElseGet(() -> Status.of(counters)),
            job.execution().started(),
            end.time().truncatedTo(ChronoUnit.MILLIS),
            provisionalUntil,
            seal.map(PreviewSeal::previewSha256),
            seal.map(PreviewSeal::expires),
            job.secondPerson(),
            job.set(),
            effects.asked(),
            job.request().letter().map(JobLetter::type),
            remarks(job, ledger, effects, rows, provisionalUntil),
            counters,
            OwedLetters.of(rows),
            deliveries.eventCount(),
            LanguageCount.of(rows),
            work,
            Cost.of(work),
            forecast(folder, job, ledger, work, end));
    new ReportFiles(folder).write(report, rows);
    folder.write(JobEnd.REPORT, Json.pretty(report), JobFolder.JSON);
    return new Report.Summary(
        job.jobId(), report.status(), provisionalUntil, counters, folder.key(JobEnd.REPORT));
  }

  /**
   * The forecast of a preview, which is stored, or that of the preview that the job confirms. A
   * damaged one is left out: the report does not need it.
   */
  private static Optional<Forecast> forecast(
      JobFolder folder, Job job, LedgerSnapshot ledger, BilledUsage work, JobEnd end) {
    if (!job.isPreview()) {
      try {
        return folder.find(JobFolder.FORECAST, Forecast.class);
      } catch (JobFolderException e) {
        return Optional.empty();
      }
    }
    Duration duration = Duration.between(job.execution().started(), end.time());
    Forecast forecast = Forecast.of(job, ledger, work, duration);
    folder.write(JobFolder.FORECAST, Json.pretty(forecast), JobFolder.JSON);
    return Optional.of(forecast);
  }

  /** Until when functions of the job may be running; empty if all have ended. */
  private Optional<Instant> provisionalUntil(LedgerSnapshot ledger, JobEnd end) {
    return ledger.isComplete()
        ? Optional.empty()
        : Optional.of(end.time().plus(drainTime).truncatedTo(ChronoUnit.SECONDS))
            .filter(clock.instant()::isBefore);
  }

  /** One row for each member, in the set's order. */
  private List<MemberRow> rows(
      Job job,
      LedgerSnapshot ledger,
      List<String> heldBack,
      MemberAccounts accounts,
      ChangeEffects effects,
      Optional<PreviewParts> preview,
      boolean isUndone) {
    List<MemberRow> rows = new ArrayList<>();
    SetOrder order = new SetOrder(heldBack, ledger.memberCount());
    Consumer<String> addHeldBack = id -> rows.add(MemberRow.heldBack(id));
    ledger
        .preparedOutcomes()
        .forEach(
            outcome -> {
              MemberRow row = MemberRow.of(outcome, Optional.empty(), Optional.empty());
              preview.ifPresent(parts -> parts.add(Optional.of(outcome), row));
              rows.add(row);
            });
    accounts.forEach(
        member -> {
          order.next(addHeldBack);
          MemberRow row =
              row(job, isUndone ? member.withoutOwedLetter() : member)
                  .withNotMade(member.outcome().map(effects::add).orElse(""));
          preview.ifPresent(parts -> parts.add(member.outcome(), row));
          rows.add(row);
        });
    order.end(addHeldBack);
    People people = new People(users);
    return withLanguages(
        people.withDetails(rows, job.request().reportShows()),
        new JobFolder(bucket, job.jobId()),
        people);
  }

  private static MemberRow row(Job job, MemberAccount member) {
    return job.isPreview()
        ? MemberRow.ofPreview(member)
        : MemberRow.of(member, job.test().isPresent());
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
   * That the report is provisional; the remarks of the acceptance; those about the fields that a
   * {@code when} reads, and those about damaged pages of the ledger.
   */
  private List<String> remarks(
      Job job,
      LedgerSnapshot ledger,
      ChangeEffects effects,
      List<MemberRow> rows,
      Optional<Instant> provisionalUntil) {
    if (effects.hasProblem()) {
      new People(users).some(rows).forEach(effects::addCandidates);
    }
    Stream<String> damaged =
        ledger.damaged().stream()
            .map(
                key -> key + " is damaged. What it does not say is taken from the users' records.");
    Stream<String> provisional =
        provisionalUntil.stream()
            .map(
                until ->
                    "This report is provisional: functions of the job may still change users and"
                        + " send letters until "
                        + until
                        + ". Make it again after this time.");
    return Stream.of(
            provisional,
            PreviewText.secondPerson(job).stream(),
            PreviewText.failureLimit(job, rows).stream(),
            job.remarks().stream(),
            effects.problems().stream(),
            damaged)
        .flatMap(remarks -> remarks)
        .toList();
  }
}

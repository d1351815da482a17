package org.rollcall.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollcall.aws.BilledUsage;
import org.rollcall.aws.Bucket;
import org.rollcall.aws.InvocationUsage;
import org.rollcall.delivery.Deliveries;
import org.rollcall.delivery.JobDeliveries;
import org.rollcall.id.JobId;
import org.rollcall.job.Confirmation;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobFolderException;
import org.rollcall.job.JobLetter;
import org.rollcall.job.LedgerSnapshot;
import org.rollcall.job.LetterTrial;
import org.rollcall.job.MemberAccounts;
import org.rollcall.job.Undo;
import org.rollcall.json.Json;
import org.rollcall.letter.Institution;
import org.rollcall.preview.PreviewSeal;
import org.rollcall.report.PreviewSummary.FieldSummary;
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

  /** A preview's forecast is put after the usage is calculated. */
  private static final int FORECAST_PUT = 1;

  /** Step Functions reads the list of chunks. */
  private static final Map<String, Long> CHUNK_LIST = Map.of("S3.GetObject", 1L);

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
    LaterJobs later = end.isNow() ? LaterJobs.NONE : LaterJobs.of(job, bucket);
    List<String> heldBack = folder.readHeldBack(job);
    Optional<PreviewParts> preview =
        job.isPreview()
            ? Optional.of(new PreviewParts(job, folder, ledger.memberCount(), bucket, users, clock))
            : Optional.empty();
    ChangeSummary fields = new ChangeSummary(job.request().day());
    MemberRows rows =
        new MemberRows(
            job,
            ledger,
            heldBack,
            accounts,
            effects,
            fields,
            preview,
            later.undoneBy().isPresent());
    boolean showsValues = job.request().reportShows().contains(Institution.CHANGED_VALUES);
    try (MemberFiles files = new MemberFiles(job.set().members(), showsValues)) {
      RowTotals totals = new RowTotals();
      PreviewLimit limit = new PreviewLimit(job);
      People people =
          new People(
              users,
              job,
              folder,
              row -> {
                totals.add(row);
                limit.add(row);
                files.add(row);
              });
      rows.forEach(people::add);
      people.finish();
      files.finish();
      addCandidates(effects, totals);
      Optional<Instant> provisionalUntil = provisionalUntil(ledger, end);
      boolean isFinal = ledger.isComplete() && ledger.damaged().isEmpty() && !end.isStopped();
      Optional<PreviewSeal> seal = preview.flatMap(parts -> parts.seal(isFinal));
      BilledUsage work = work(job, ledger, end);
      Report report =
          new Report(
              preview.map(parts -> parts.summary(fields.list())),
              job.jobId(),
              job.execution().retryOf(),
              later.retriedBy(),
              job.execution().continueOf(),
              later.continuedBy(),
              job.execution().confirmation().map(Confirmation::preview),
              later.confirmedIn(),
              job.execution().confirmation().map(Confirmation::previewedBy),
              job.execution().confirmation().map(Confirmation::confirmedBy),
              job.execution().undo().map(undo -> undo.undone().jobId()),
              job.execution().undo().map(Undo::isRedo),
              later.undoneBy(),
              job.request().jobName(),
              job.request().mode(),
              job.execution().initiatedBy(),
              job.test().map(LetterTrial::to),
              end.status().orElseGet(() -> Status.of(totals.counters())),
              job.execution().started(),
              end.time().truncatedTo(ChronoUnit.MILLIS),
              job.request().timeZone(),
              TimelineStep.of(job, ledger, deliveries, end.time().truncatedTo(ChronoUnit.MILLIS)),
              provisionalUntil,
              seal.map(PreviewSeal::previewSha256),
              seal.map(PreviewSeal::expires),
              job.secondPerson(),
              job.set(),
              job.request().query(),
              AskedLimits.of(job),
              effects.asked(),
              job.request().letter().map(JobLetter::type),
              remarks(job, ledger, effects, limit, provisionalUntil),
              totals.counters(),
              totals.attention(),
              totals.owedLetters(),
              deliveries.eventCount(),
              totals.languages(),
              changedFields(job, fields.list(), showsValues),
              work,
              Cost.of(work),
              forecast(folder, job, ledger, work, end));
      new ReportFiles(folder).write(report, files);
      folder.write(JobEnd.REPORT, Json.pretty(report), JobFolder.JSON);
      return new Report.Summary(
          job.jobId(),
          report.status(),
          provisionalUntil,
          report.counters(),
          folder.key(JobEnd.REPORT));
    }
  }

  /**
   * The changes of a run by field.
   *
   * @param showsValues whether the report has values of single members
   */
  private static List<FieldSummary> changedFields(
      Job job, List<FieldSummary> fields, boolean showsValues) {
    if (job.isPreview() || job.test().isPresent()) {
      return List.of();
    }
    return showsValues ? fields : PreviewSummary.withoutSingleValues(fields);
  }

  /** The usage so far, with that of the puts to come. */
  private static BilledUsage work(Job job, LedgerSnapshot ledger, JobEnd end) {
    int puts = job.isPreview() ? REPORT_PUTS + FORECAST_PUT : REPORT_PUTS;
    BilledUsage execution =
        BilledUsage.ofTransitions(end.isStopped() ? STATES_OF_STOPPED_JOB : STATES_OF_COMPLETE_JOB);
    return ledger
        .work(end.isStopped())
        .plus(InvocationUsage.current().totalWithPuts(puts))
        .plus(execution)
        .plus(BilledUsage.ofRequests(CHUNK_LIST));
  }

  /** Adds the records of some members, if a {@code when} reads a field that no member has. */
  private void addCandidates(ChangeEffects effects, RowTotals totals) {
    if (effects.hasProblem()) {
      People.find(users, totals.first()).values().forEach(effects::addCandidates);
    }
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

  /**
   * That the report is provisional; the remarks of the acceptance; those about the fields that a
   * {@code when} reads, and those about damaged pages of the ledger.
   */
  private static List<String> remarks(
      Job job,
      LedgerSnapshot ledger,
      ChangeEffects effects,
      PreviewLimit limit,
      Optional<Instant> provisionalUntil) {
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
            limit.remark().stream(),
            job.remarks().stream(),
            effects.problems().stream(),
            damaged)
        .flatMap(remarks -> remarks)
        .toList();
  }
}

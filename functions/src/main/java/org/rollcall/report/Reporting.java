package org.rollcall.report;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.rollcall.aws.Bucket;
import org.rollcall.aws.Work;
import org.rollcall.job.Chunk;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobFolder.Page;
import org.rollcall.job.Ledger;
import org.rollcall.job.LetterOutcome;
import org.rollcall.job.Outcome;
import org.rollcall.job.Outcome.Result;
import org.rollcall.json.Json;
import org.rollcall.user.LetterMark;
import org.rollcall.user.PrimaryId;

/** The last step of a job: reads its ledger, accounts for every member, and writes the report. */
public final class Reporting {

  /** The states of the state machine that every job enters, beside its children. */
  private static final int STATES = 5;

  /** The objects that are put after the report was counted up: the report itself, twice. */
  private static final int PUTS_TO_COME = 2;

  private final Bucket bucket;
  private final Clock clock;
  private final Work work;

  public Reporting(Bucket bucket, Clock clock, Work work) {
    this.bucket = requireNonNull(bucket, "bucket is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.work = requireNonNull(work, "work is null");
  }

  /** Which job. */
  public record Request(String jobId) {
    public Request {
      requireNonNull(jobId, "jobId is null");
    }
  }

  /** Writes {@code report.json}, {@code report.html}, {@code users.csv} and {@code failed.csv}. */
  public Report.Summary report(Request request) {
    JobFolder folder = new JobFolder(bucket, request.jobId());
    Job job = folder.readJob();
    Account account = account(folder);
    writeTables(folder, account);
    Counters counters = count(account.rows);
    Report report =
        new Report(
            job.jobId(),
            job.jobName(),
            job.mode(),
            job.initiatedBy(),
            job.test().map(Job.Test::to),
            Status.of(counters),
            job.started(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            job.set(),
            counters,
            account.work.plus(work.tallyWithPuts(PUTS_TO_COME)).plus(transitions(job)));
    folder.write("report.html", ReportPage.of(report, account.rows), "text/html; charset=utf-8");
    folder.write("report.json", Json.pretty(report), "application/json");
    return new Report.Summary(job.jobId(), report.status(), counters, folder.key("report.json"));
  }

  /** Writes the tables and the page of a finished job again, from a ledger that was edited. */
  public void rewrite(Request request) {
    JobFolder folder = new JobFolder(bucket, request.jobId());
    Report report = Json.read(folder.read("report.json").orElseThrow(), Report.class);
    Account account = account(folder);
    writeTables(folder, account);
    folder.write("report.html", ReportPage.of(report, account.rows), "text/html; charset=utf-8");
  }

  private static void writeTables(JobFolder folder, Account account) {
    folder.write("users.csv", Tables.users(account.rows), "text/csv; charset=utf-8");
    folder.write("failed.csv", Tables.failed(account.rows), "text/csv; charset=utf-8");
  }

  private static Work.Tally transitions(Job job) {
    return new Work.Tally(STATES + job.chunks(), 0, BigDecimal.ZERO, BigDecimal.ZERO, 0, 0, 0);
  }

  /** Every member, in the set's order, and the work of all invocations. */
  private static final class Account {
    private final List<Row> rows = new ArrayList<>();
    private Work.Tally work = Work.Tally.NONE;
  }

  private static Account account(JobFolder folder) {
    Account account = new Account();
    Set<Integer> outcomes = folder.pages(Page.OUTCOMES);
    Set<Integer> letters = folder.pages(Page.LETTERS);
    if (outcomes.contains(0)) {
      Ledger<Outcome> prepared = folder.readOutcomes(0).orElseThrow();
      prepared.entries().forEach(outcome -> account.rows.add(new Row(outcome, Optional.empty())));
      account.work = account.work.plus(prepared.work());
    }
    for (Chunk chunk : folder.readChunks()) {
      Map<PrimaryId, Outcome> done = new HashMap<>();
      Map<PrimaryId, LetterOutcome> sent = new HashMap<>();
      if (outcomes.contains(chunk.chunk())) {
        var ledger = folder.readOutcomes(chunk.chunk()).orElseThrow();
        ledger.entries().forEach(o -> done.put(PrimaryId.of(o.primaryId()), o));
        account.work = account.work.plus(ledger.work());
      }
      if (letters.contains(chunk.chunk())) {
        var ledger = folder.readLetters(chunk.chunk()).orElseThrow();
        ledger.entries().forEach(o -> sent.put(PrimaryId.of(o.primaryId()), o));
        account.work = account.work.plus(ledger.work());
      }
      rows(chunk, done, sent).forEach(account.rows::add);
    }
    return account;
  }

  private static Stream<Row> rows(
      Chunk chunk, Map<PrimaryId, Outcome> done, Map<PrimaryId, LetterOutcome> sent) {
    return chunk.members().stream()
        .map(
            member -> {
              PrimaryId id = PrimaryId.of(member);
              Outcome outcome = done.get(id);
              return outcome == null
                  ? Row.notReached(member)
                  : new Row(outcome, Optional.ofNullable(sent.get(id)));
            });
  }

  private static Counters count(List<Row> rows) {
    return new Counters(
        rows.size(),
        count(rows, Result.UPDATED),
        count(rows, Result.UNCHANGED),
        count(rows, Result.SKIPPED),
        count(rows, Result.NOT_FOUND),
        count(rows, Result.FAILED),
        count(rows, Result.NOT_REACHED),
        (int) rows.stream().filter(row -> row.outcome().credentials().isPresent()).count(),
        count(rows, LetterMark.State.SENT),
        count(rows, LetterMark.State.FAILED),
        count(rows, LetterMark.State.NO_PREFERRED_EMAIL),
        count(rows, LetterMark.State.OPTED_OUT));
  }

  private static int count(List<Row> rows, Result result) {
    return (int) rows.stream().filter(row -> row.result() == result).count();
  }

  private static int count(List<Row> rows, LetterMark.State letter) {
    return (int) rows.stream().filter(row -> row.letter().equals(Optional.of(letter))).count();
  }
}

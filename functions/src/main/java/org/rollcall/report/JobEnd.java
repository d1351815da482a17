package org.rollcall.report;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobFolderException;
import org.rollcall.job.JobLedger;
import org.rollcall.job.MemberAccounts.Trust;
import org.rollcall.start.Executions.Execution;

/**
 * The end of a job, as Step Functions knows it. See D-153.
 *
 * @param status empty if the status is calculated from the counters
 * @param time the end of the execution
 * @param trust what is right where the ledger and a user's item differ
 */
record JobEnd(Optional<Status> status, Instant time, Trust trust) {

  static final String REPORT = "report.json";

  /** The end of a job whose execution asks for its report. */
  static JobEnd now(Clock clock) {
    return new JobEnd(Optional.empty(), clock.instant(), Trust.LEDGER);
  }

  /**
   * The end of a job whose execution has ended. If the execution came to its report, the end in
   * that report is kept, which is a moment earlier.
   */
  static JobEnd of(Execution execution, Job job, JobFolder folder) {
    Instant ended = execution.ended().orElseThrow();
    return execution.isStopped()
        ? new JobEnd(Optional.of(Status.USER_ABORTED), ended, Trust.RECORDS)
        : new JobEnd(
            Optional.empty(),
            earlierReport(job, folder).map(Report::ended).filter(ended::isAfter).orElse(ended),
            Trust.RECORDS);
  }

  /**
   * The end of a job whose execution does not exist any more. It is known from the earlier report.
   * Without a report, the job has not come to its end.
   */
  static JobEnd forgotten(Job job, JobFolder folder) {
    Optional<Report> earlier = earlierReport(job, folder);
    return new JobEnd(
        earlier.map(Report::status).or(() -> Optional.of(Status.USER_ABORTED)),
        earlier
            .map(Report::ended)
            .or(() -> new JobLedger(folder).lastWrite())
            .orElseGet(() -> job.execution().started()),
        Trust.RECORDS);
  }

  /** The job's report; empty if there is none, or if it is damaged or of another job. */
  private static Optional<Report> earlierReport(Job job, JobFolder folder) {
    try {
      return folder
          .find(REPORT, Report.class)
          .filter(report -> report.started().equals(job.execution().started()));
    } catch (JobFolderException e) {
      return Optional.empty();
    }
  }

  /** Whether the execution of the job asks for the report. */
  boolean isNow() {
    return status.isEmpty() && trust == Trust.LEDGER;
  }

  boolean isStopped() {
    return status.equals(Optional.of(Status.USER_ABORTED));
  }
}

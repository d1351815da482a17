package org.rollcall.cli;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.rollcall.cli.stack.Stack;
import org.rollcall.job.JobFolder;
import org.rollcall.report.Report;

/**
 * A job's report as it should be now: made again where SES has told more of the job's letters since
 * it was written.
 */
final class FreshReport {

  private final Stack stack;

  FreshReport(Stack stack) {
    this.stack = requireNonNull(stack, "stack is null");
  }

  /** The report of a job; nothing if it has none. */
  Optional<Report> read(String jobId) {
    return ReportCommand.read(stack.bucket(), jobId)
        .map(
            report ->
                report.isUpToDateWith(new JobFolder(stack.bucket(), jobId).readDeliveries())
                    ? report
                    : new Remaking(stack).make(jobId));
  }
}

package org.rollcall.cli.report;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.rollcall.aws.AwsException;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.stack.AwsErrors;
import org.rollcall.cli.stack.Stack;
import org.rollcall.job.JobFolder;
import org.rollcall.report.Report;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A job's report as it should be now: made again where SES has told more of the job's letters since
 * it was written.
 */
public final class CurrentReport {

  private final Stack stack;
  private final Console console;

  public CurrentReport(Stack stack, Console console) {
    this.console = requireNonNull(console, "console is null");
    this.stack = requireNonNull(stack, "stack is null");
  }

  /** The report of a job; nothing if it has none. */
  public Optional<Report> read(String jobId) {
    return ReportCommand.read(stack.bucket(), jobId)
        .map(
            report ->
                report.isUpToDateWith(new JobFolder(stack.bucket(), jobId).readDeliveries())
                    ? report
                    : remade(report));
  }

  /** Whoever may read a report may not always have one made. */
  private Report remade(Report report) {
    try {
      return new ReportRebuild(stack).make(report.jobId());
    } catch (SdkException | AwsException e) {
      SdkException awsError =
          AwsErrors.find(e).filter(AwsServiceException.class::isInstance).orElseThrow(() -> e);
      console.note(
          "What was heard of letters since the report was made is not in it. "
              + AwsErrors.sentence(awsError));
      return report;
    }
  }
}

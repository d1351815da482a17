package org.rollcall.cli.report;

import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StackCommand;
import org.rollcall.id.JobId;
import org.rollcall.json.SimilarNames;
import org.rollcall.report.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall report}: prints the report of a job that has ended, or makes it again. */
@Command(
    name = "report",
    description = "Prints the report of a job, or makes the report of a job that was interrupted.",
    mixinStandardHelpOptions = true)
public final class ReportCommand extends StackCommand {

  @Parameters(
      paramLabel = "JOB_ID",
      description = "This is the job's ID. The command ls jobs/ lists all IDs.")
  private String jobId;

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  @Option(
      names = "--rebuild",
      description = "Make the report again, or for the first time if the job was interrupted.")
  private boolean rebuild;

  @Override
  protected int run(Stack stack, Console console) {
    stack.recordDeliveries();
    Report report =
        rebuild
            ? new ReportRebuild(stack).run(parsedJobId(stack))
            : new CurrentReport(stack, console)
                .readAfterRetries(parsedJobId(stack))
                .orElseThrow(() -> notFound(stack));
    new ReportPrinter(console, json, stack).print(report);
    return ExitCode.DONE;
  }

  private JobId parsedJobId(Stack stack) {
    return JobId.parse(jobId).orElseThrow(() -> notFound(stack));
  }

  private CommandException notFound(Stack stack) {
    JobReports reports = new JobReports(stack.bucket());
    return JobId.parse(jobId).filter(reports::isAccepted).isPresent()
        ? CommandException.rejected(CommandError.REPORT_NOT_BUILT, jobId, jobId, stack.cliFlag())
        : CommandException.rejected(
            CommandError.REPORT_NOT_FOUND, jobId, SimilarNames.hint(jobId, reports.reportedJobs()));
  }
}

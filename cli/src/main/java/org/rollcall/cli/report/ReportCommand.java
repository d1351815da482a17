package org.rollcall.cli.report;

import java.util.Optional;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.jobs.JobList;
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
      arity = "0..1",
      paramLabel = "JOB_ID",
      description =
          "This is the job's ID. Without it, the last job is meant. The command jobs lists all IDs.")
  private Optional<String> jobId = Optional.empty();

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  @Option(
      names = "--rebuild",
      description = "Make the report again, or for the first time if the job was interrupted.")
  private boolean rebuild;

  @Override
  protected int run(Stack stack, Console console) {
    stack.recordDeliveries();
    String id = jobId.orElseGet(() -> lastJob(stack));
    Optional<JobId> parsed = JobId.parse(id);
    if (parsed.isEmpty()) {
      throw notFound(id, stack);
    }
    Report report =
        rebuild
            ? new ReportRebuild(stack).run(parsed.get())
            : new CurrentReport(stack, console)
                .readAfterRetries(parsed.get())
                .orElseThrow(() -> notFound(id, stack));
    new ReportPrinter(console, json, stack).print(report);
    return ExitCode.DONE;
  }

  private static String lastJob(Stack stack) {
    return new JobList(stack)
        .newestAccepted()
        .map(JobId::value)
        .orElseThrow(
            () ->
                CommandException.rejected(
                    CommandError.NO_JOBS, "./rollcall run JOB.json" + stack.cliFlag()));
  }

  private static CommandException notFound(String jobId, Stack stack) {
    JobReports reports = new JobReports(stack.bucket());
    return JobId.parse(jobId).filter(reports::isAccepted).isPresent()
        ? CommandException.rejected(CommandError.REPORT_NOT_BUILT, jobId, jobId, stack.cliFlag())
        : CommandException.rejected(
            CommandError.REPORT_NOT_FOUND, jobId, SimilarNames.hint(jobId, reports.reportedJobs()));
  }
}

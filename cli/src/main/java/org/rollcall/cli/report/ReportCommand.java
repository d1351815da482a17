package org.rollcall.cli.report;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.rollcall.aws.Bucket;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StackOption;
import org.rollcall.id.JobId;
import org.rollcall.job.JobFolder;
import org.rollcall.json.Json;
import org.rollcall.json.SimilarNames;
import org.rollcall.report.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rollcall report}: prints a finished job's report again, or makes it anew. */
@Command(
    name = "report",
    description = "Prints a finished job's report, or makes that of a job that was cut short.",
    mixinStandardHelpOptions = true)
public final class ReportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "JOB_ID", description = "The job's id; rollcall ls jobs/ lists them.")
  private String jobId;

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  @Option(
      names = "--rebuild",
      description = "Make the report anew, also of a job that was stopped or killed.")
  private boolean rebuild;

  @Mixin private StackOption where;

  @Override
  public Integer call() {
    Console console = new Console(spec);
    try (Stack stack = where.open(console)) {
      stack.recordDeliveries();
      Report report =
          rebuild
              ? new ReportRebuild(stack).make(id(stack))
              : new CurrentReport(stack, console).read(id(stack)).orElseThrow(() -> none(stack));
      new ReportPrinter(console, json, stack).print(report);
      return ExitCode.DONE;
    }
  }

  private JobId id(Stack stack) {
    return JobId.parse(jobId).orElseThrow(() -> none(stack));
  }

  private CommandException none(Stack stack) {
    Bucket bucket = stack.bucket();
    if (JobId.parse(jobId).filter(id -> isAccepted(bucket, id)).isPresent()) {
      return CommandException.misuse(
          "the job "
              + jobId
              + " has no report: it runs still, or was cut short. Then ./rollcall report "
              + jobId
              + " --rebuild"
              + stack.option()
              + " makes its report.");
    }
    return CommandException.misuse(
        "there is no report of a job "
            + jobId
            + "."
            + SimilarNames.hint(jobId, jobsWith("report.json", bucket)));
  }

  /** The ids of the jobs in whose folder there is such an object. */
  static List<String> jobsWith(String name, Bucket bucket) {
    return bucket.list("jobs/").stream()
        .filter(key -> key.endsWith("/" + name))
        .map(key -> key.split("/", -1)[1])
        .toList();
  }

  /** Whether there is a job of this id: whether it might have changed anybody. */
  public static boolean isAccepted(Bucket bucket, JobId jobId) {
    return new JobFolder(bucket, jobId).findJob().isPresent();
  }

  /** The report in a job's folder. */
  static Optional<Report> read(Bucket bucket, JobId jobId) {
    return new JobFolder(bucket, jobId)
        .read("report.json")
        .map(bytes -> Json.read(bytes, Report.class));
  }
}

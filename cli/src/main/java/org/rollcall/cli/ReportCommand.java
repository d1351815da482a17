package org.rollcall.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.rollcall.aws.Bucket;
import org.rollcall.job.JobFolder;
import org.rollcall.json.Json;
import org.rollcall.json.Nearest;
import org.rollcall.local.LocalStack;
import org.rollcall.report.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rollcall report}: prints a finished job's report again. */
@Command(
    name = "report",
    description = "Prints a finished job's report.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "JOB_ID", description = "The job's id; rollcall ls jobs/ lists them.")
  private String jobId;

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  @Mixin private DataOption data;

  @Override
  public Integer call() {
    Console console = new Console(spec);
    try (LocalStack stack = data.open(console)) {
      stack.recordDeliveries();
      Report report =
          new FreshReport(stack.bucket()).read(jobId).orElseThrow(() -> none(stack.bucket()));
      new ReportPrinter(console, json, stack.places()).print(report);
      return ExitCode.DONE;
    }
  }

  private Complaint none(Bucket bucket) {
    var jobs =
        bucket.list("jobs/").stream()
            .filter(key -> key.endsWith("/report.json"))
            .map(key -> key.split("/", -1)[1])
            .toList();
    return Complaint.misuse(
        "there is no report of a job " + jobId + "." + Nearest.hint(jobId, jobs));
  }

  /** The report in a job's folder. */
  static Optional<Report> read(Bucket bucket, String jobId) {
    return JobFolder.JOB_ID.matcher(jobId).matches()
        ? new JobFolder(bucket, jobId)
            .read("report.json")
            .map(bytes -> Json.read(bytes, Report.class))
        : Optional.empty();
  }
}

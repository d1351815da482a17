package org.rollcall.cli.run;

import java.util.List;
import java.util.Set;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.command.FaultText;
import org.rollcall.cli.report.ReportPrinter;
import org.rollcall.cli.stack.StackLocations;
import org.rollcall.error.Fault;
import org.rollcall.json.Json;
import org.rollcall.report.Status;

/** Prints how a run ended: the report, or the errors for which the job was rejected. */
final class RunResultPrinter {

  private static final Set<Status> FAILED = Set.of(Status.FAILED, Status.USER_ABORTED);

  private final Console console;
  private final boolean json;
  private final StackLocations locations;

  RunResultPrinter(Console console, boolean json, StackLocations locations) {
    this.console = console;
    this.json = json;
    this.locations = locations;
  }

  /**
   * Prints the result.
   *
   * @return the exit code
   * @throws CommandException if the execution ended without a report
   */
  int print(JobRun.Result result) {
    if (result instanceof JobRun.Rejected rejected) {
      printErrors(rejected.errors());
      return ExitCode.REJECTED;
    }
    if (result instanceof JobRun.Reported reported) {
      new ReportPrinter(console, json, locations).print(reported.report());
      return FAILED.contains(reported.report().status()) ? ExitCode.FAILED : ExitCode.DONE;
    }
    JobRun.NotReported ended = (JobRun.NotReported) result;
    throw CommandException.failed(
        RunError.JOB_WITHOUT_REPORT,
        ended.jobId(),
        ended.error(),
        ended.cause(),
        ended.jobId(),
        locations.cliFlag());
  }

  private void printErrors(List<Fault> errors) {
    if (json) {
      console.printJson(
          Json.MAPPER.createObjectNode().set("errors", Json.MAPPER.valueToTree(errors)));
      return;
    }
    console.note("The job was rejected, and nothing was changed:");
    errors.forEach(error -> console.note("  " + FaultText.line(error)));
  }
}

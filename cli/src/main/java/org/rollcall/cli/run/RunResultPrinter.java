package org.rollcall.cli.run;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.report.ReportPrinter;
import org.rollcall.cli.stack.Stack;
import org.rollcall.error.Fault;
import org.rollcall.json.Json;
import org.rollcall.report.Status;

/** Prints how a run ended: the report, or the errors for which the job was rejected. */
final class RunResultPrinter {

  private static final Set<Status> FAILED = Set.of(Status.FAILED, Status.USER_ABORTED);

  private final Console console;
  private final boolean json;
  private final Stack stack;

  RunResultPrinter(Console console, boolean json, Stack stack) {
    this.console = requireNonNull(console, "console is null");
    this.json = json;
    this.stack = requireNonNull(stack, "stack is null");
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
      new ReportPrinter(console, json, stack).print(reported.report());
      return FAILED.contains(reported.report().status()) ? ExitCode.FAILED : ExitCode.DONE;
    }
    JobRun.NotReported failed = (JobRun.NotReported) result;
    throw CommandException.failure(
        "the job "
            + failed.jobId()
            + " broke off before its report ("
            + failed.error()
            + "): "
            + failed.cause()
            + " To see what it did: ./rollcall report "
            + failed.jobId()
            + " --rebuild"
            + stack.option());
  }

  private void printErrors(List<Fault> errors) {
    if (json) {
      console.printJson(
          Json.MAPPER.createObjectNode().set("errors", Json.MAPPER.valueToTree(errors)));
      return;
    }
    console.note("The job was rejected, and nothing was changed:");
    for (Fault error : errors) {
      String separator = error.path().isEmpty() ? "" : ": ";
      console.note("  " + error.path() + separator + error.message());
    }
  }
}

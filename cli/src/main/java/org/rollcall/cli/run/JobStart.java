package org.rollcall.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.command.FaultText;
import org.rollcall.cli.command.StopSignal;
import org.rollcall.cli.report.ReportPrinter;
import org.rollcall.cli.stack.JobRefusedException;
import org.rollcall.cli.stack.Stack;
import org.rollcall.error.Fault;
import org.rollcall.report.Report;
import org.rollcall.report.Status;

/**
 * Starts a job from an input, follows it, and prints its report, or the reasons for its rejection.
 *
 * @param json whether the result is printed as JSON
 */
record JobStart(Stack stack, Console console, boolean json) {

  private static final Set<Status> FAILED = Set.of(Status.FAILED, Status.USER_ABORTED);

  /** Runs the job, and returns the exit code. */
  int run(JsonNode input) {
    try (StopSignal stop = StopSignal.watch()) {
      Report report = new JobRun(stack, console).run(input, stop::isReceived);
      new ReportPrinter(console, json, stack).print(report);
      return exitCode(report);
    } catch (JobRefusedException e) {
      printErrors(e.errors());
      return ExitCode.REJECTED;
    }
  }

  /** The exit code of a command that followed a job to its end. */
  static int exitCode(Report report) {
    if (FAILED.contains(report.status())) {
      return ExitCode.FAILED;
    }
    return report.counters().heldBack() > 0 ? ExitCode.PARTIAL : ExitCode.DONE;
  }

  private void printErrors(List<Fault> errors) {
    if (json) {
      console.printJson(Map.of("errors", errors));
      return;
    }
    console.note("The job was rejected, and nothing was changed:");
    errors.forEach(error -> console.note("  " + FaultText.line(error)));
  }
}

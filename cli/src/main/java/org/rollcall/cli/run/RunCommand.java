package org.rollcall.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.command.FaultText;
import org.rollcall.cli.command.InputFile;
import org.rollcall.cli.command.StopSignal;
import org.rollcall.cli.report.ReportPrinter;
import org.rollcall.cli.stack.JobRefusedException;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StackOption;
import org.rollcall.error.Fault;
import org.rollcall.report.Report;
import org.rollcall.report.Status;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rollcall run}: starts a job, follows it, and prints its report. */
@Command(
    name = "run",
    description = "Runs a job, follows it, and prints its report.",
    mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {

  /** The limit of Step Functions for an execution's input. */
  private static final int MAX_INPUT_BYTES = 256 * 1024;

  private static final Set<Status> FAILED = Set.of(Status.FAILED, Status.USER_ABORTED);

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "INPUT.json",
      description = "This file has the job's input; - is standard input. See docs/job-input.md.")
  private Path file;

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  @Mixin private StackOption stackOption;

  @Override
  public Integer call() {
    Console console = new Console(spec);
    JsonNode input = InputFile.json(file, MAX_INPUT_BYTES);
    try (Stack stack = stackOption.open(console);
        StopSignal stop = StopSignal.watch()) {
      Report report = new JobRun(stack, console).run(input, stop::isReceived);
      new ReportPrinter(console, json, stack).print(report);
      return exitCode(report);
    } catch (JobRefusedException e) {
      printErrors(e.errors(), console);
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

  private void printErrors(List<Fault> errors, Console console) {
    if (json) {
      console.printJson(Map.of("errors", errors));
      return;
    }
    console.note("The job was rejected, and nothing was changed:");
    errors.forEach(error -> console.note("  " + FaultText.line(error)));
  }
}

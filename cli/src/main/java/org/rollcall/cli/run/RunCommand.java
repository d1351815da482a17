package org.rollcall.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.InputFile;
import org.rollcall.cli.command.StopSignal;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StackOption;
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

  /** Step Functions' bound on an execution's input, in bytes. */
  private static final int LARGEST_INPUT = 256 * 1024;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "INPUT.json",
      description = "The job's input, or - for standard input; see docs/job-input.md.")
  private Path file;

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  @Mixin private StackOption where;

  @Override
  public Integer call() {
    Console console = new Console(spec);
    JsonNode input = InputFile.read(file, LARGEST_INPUT);
    try (Stack stack = where.open(console)) {
      RunResultPrinter printer = new RunResultPrinter(console, json, stack);
      JobRun run = new JobRun(stack);
      try (StopSignal stop = StopSignal.watch()) {
        return printer.print(run.run(input, console, stop::isAsked));
      }
    }
  }
}

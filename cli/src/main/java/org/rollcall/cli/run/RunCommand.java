package org.rollcall.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.nio.file.Path;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.InputFile;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StackCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall run}: starts a job, follows it, and prints its report. */
@Command(
    name = "run",
    description = "Runs a job, follows it, and prints its report.",
    mixinStandardHelpOptions = true)
public final class RunCommand extends StackCommand {

  /** The limit of Step Functions for an execution's input. */
  public static final int MAX_INPUT_BYTES = 256 * 1024;

  @Parameters(
      paramLabel = "INPUT.json",
      description = "This file has the job's input; - is standard input. See docs/job-input.md.")
  private Path file;

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  private JsonNode input = NullNode.getInstance();

  /** Reads the input before a data folder is opened. */
  @Override
  public Integer call() {
    input = InputFile.json(file, MAX_INPUT_BYTES);
    return super.call();
  }

  @Override
  protected int run(Stack stack, Console console) {
    return new JobStart(stack, console, json).run(input);
  }
}

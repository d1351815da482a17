package org.rollcall.cli.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StackCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall continue}: starts a job with the members that an earlier job has held back. */
@Command(
    name = "continue",
    description = "Runs a job for the members that an earlier job has held back.",
    mixinStandardHelpOptions = true)
public final class ContinueCommand extends StackCommand {

  @Parameters(
      paramLabel = "JOB_ID",
      description = "This is the ID of the earlier job. The command jobs lists all IDs.")
  private String jobId;

  @Option(
      names = "--first",
      paramLabel = "N",
      description = "Process only N members, and hold the others back.")
  private Optional<Integer> first = Optional.empty();

  @Mixin private OperatorOption operator;

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  @Override
  protected int run(Stack stack, Console console) {
    ObjectNode input = operator.newInput(stack).put("continue", jobId);
    first.ifPresent(count -> input.putObject("limits").put("first", count));
    return new JobStart(stack, console, json).run(input);
  }
}

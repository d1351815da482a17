package org.rollcall.cli.run;

import org.rollcall.cli.command.Console;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StackCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall retry}: starts a job with the remaining members of an earlier job. */
@Command(
    name = "retry",
    description =
        "Runs a job again for the members that failed, were not reached, or are owed a letter.",
    mixinStandardHelpOptions = true)
public final class RetryCommand extends StackCommand {

  @Parameters(
      paramLabel = "JOB_ID",
      description = "This is the ID of the earlier job. The command jobs lists all IDs.")
  private String jobId;

  @Mixin private OperatorOption operator;

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  @Override
  protected int run(Stack stack, Console console) {
    return new JobStart(stack, console, json).run(operator.newInput(stack).put("retry", jobId));
  }
}

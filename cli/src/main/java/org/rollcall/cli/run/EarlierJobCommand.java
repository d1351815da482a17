package org.rollcall.cli.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StackCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that starts a job which goes on with an earlier one. */
abstract class EarlierJobCommand extends StackCommand {

  @Parameters(
      paramLabel = "JOB_ID",
      description = "This is the ID of the earlier job. The command jobs lists all IDs.")
  private String jobId;

  @Mixin private OperatorOption operator;

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  @Override
  protected int run(Stack stack, Console console) {
    ObjectNode input = operator.newInput(stack);
    request(jobId).addTo(input);
    return new JobStart(stack, console, json).run(input);
  }

  /** The job that the command starts. */
  abstract EarlierJobRequest request(String jobId);

  String jobId() {
    return jobId;
  }
}

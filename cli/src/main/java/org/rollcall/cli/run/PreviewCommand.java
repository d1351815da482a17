package org.rollcall.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.InputFile;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StackCommand;
import org.rollcall.job.JobMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall preview}: shows what a job would do, and changes nothing. */
@Command(
    name = "preview",
    description = "Shows what a job would do. No user is changed, and no letter is sent.",
    mixinStandardHelpOptions = true)
public final class PreviewCommand extends StackCommand {

  @Parameters(
      paramLabel = "INPUT.json",
      description =
          "This file has the job's input, as for run; - is standard input. Its mode is not used.")
  private Path file;

  @Mixin private OperatorOption operator;

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  private JsonNode input = NullNode.getInstance();

  /** Reads the input before a data folder is opened. */
  @Override
  public Integer call() {
    input = InputFile.json(file, RunCommand.MAX_INPUT_BYTES);
    return super.call();
  }

  @Override
  protected int run(Stack stack, Console console) {
    if (input instanceof ObjectNode job) {
      operator.addTo(job);
      makePreview(job);
    }
    return new JobStart(stack, console, json).run(input);
  }

  /** Makes the input of a job that of a preview, whatever its mode was. */
  public static void makePreview(ObjectNode job) {
    job.put("mode", JobMode.PREVIEW.name());
  }
}

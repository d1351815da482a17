package org.rollcall.cli.objects;

import java.util.List;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StackCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall ls}: lists the keys of the bucket's objects. */
@Command(
    name = "ls",
    description = "Lists the keys of the bucket's objects, one per line.",
    mixinStandardHelpOptions = true)
public final class ListCommand extends StackCommand {

  @Parameters(
      arity = "0..1",
      paramLabel = "PREFIX",
      defaultValue = "",
      description = "List only keys that start with this, such as sets/ or jobs/.")
  private String prefix;

  @Option(names = "--json", description = "Print the keys as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    ObjectKey.checkPrefix(prefix);
    return super.call();
  }

  @Override
  protected int run(Stack stack, Console console) {
    List<String> keys = stack.bucket().list(prefix);
    if (json) {
      console.printJson(keys);
    } else {
      keys.forEach(console::print);
    }
    return ExitCode.DONE;
  }
}

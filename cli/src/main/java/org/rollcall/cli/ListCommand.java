package org.rollcall.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StackOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rollcall ls}: lists the keys of the bucket's objects. */
@Command(
    name = "ls",
    description = "Lists the keys of the bucket's objects, one per line.",
    mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "PREFIX",
      defaultValue = "",
      description = "Only keys that start with this, such as sets/ or jobs/.")
  private String prefix;

  @Option(names = "--json", description = "Print the keys as JSON.")
  private boolean json;

  @Mixin private StackOption stackOption;

  @Override
  public Integer call() {
    ObjectKey.checkPrefix(prefix);
    Console console = new Console(spec);
    try (Stack stack = stackOption.open(console)) {
      List<String> keys = stack.bucket().list(prefix);
      if (json) {
        console.printJson(keys);
      } else {
        keys.forEach(console::print);
      }
      return ExitCode.DONE;
    }
  }
}

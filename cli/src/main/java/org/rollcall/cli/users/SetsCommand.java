package org.rollcall.cli.users;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StackCommand;
import org.rollcall.set.SetKeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall sets}: lists the sets, or shows who is in one. */
@Command(
    name = "sets",
    description =
        "Lists the sets, or shows how many members a set has, and the first twenty of them.",
    mixinStandardHelpOptions = true)
public final class SetsCommand extends StackCommand {

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "This is the name of a set, such as leavers. Without it, all sets are listed.")
  private Optional<String> name = Optional.empty();

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  @Override
  protected int run(Stack stack, Console console) {
    if (name.isPresent()) {
      new MemberList(stack, console, json, Optional.empty()).print(TextNode.valueOf(name.get()));
      return ExitCode.DONE;
    }
    List<String> sets =
        stack.bucket().list(SetKeys.FOLDER).stream()
            .flatMap(key -> SetKeys.name(key).stream())
            .filter(set -> !set.contains("/"))
            .distinct()
            .toList();
    if (json) {
      console.printJson(sets);
    } else {
      sets.forEach(console::print);
    }
    return ExitCode.DONE;
  }
}

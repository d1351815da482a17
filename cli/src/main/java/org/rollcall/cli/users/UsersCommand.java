package org.rollcall.cli.users;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StackCommand;
import org.rollcall.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall users}: shows for which users a query is true. */
@Command(
    name = "users",
    description = "Shows how many users a query selects, and the first twenty of them.",
    mixinStandardHelpOptions = true)
public final class UsersCommand extends StackCommand {

  @Parameters(
      arity = "0..1",
      paramLabel = "QUERY",
      defaultValue = "true",
      description =
          "This is a query as in a set, such as \"user_group.value = 'UG'\". Without it, all users are shown.")
  private String query;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  @Override
  protected int run(Stack stack, Console console) {
    ObjectNode set = Json.MAPPER.createObjectNode().put("query", query);
    new MemberList(stack, console, json).print(set);
    return ExitCode.DONE;
  }
}

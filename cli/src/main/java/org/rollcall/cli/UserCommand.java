package org.rollcall.cli;

import java.util.concurrent.Callable;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StackOption;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.store.StoredUser;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rollcall user}: prints a user's record. */
@Command(
    name = "user",
    description = "Prints a user's record as JSON.",
    mixinStandardHelpOptions = true)
final class UserCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PRIMARY_ID",
      description = "The user's primary ID, in upper or lower case.")
  private String id;

  @Mixin private StackOption stackOption;

  @Override
  public Integer call() {
    Console console = new Console(spec);
    try (Stack stack = stackOption.open(console)) {
      StoredUser user =
          stack
              .users()
              .find(PrimaryId.of(id))
              .orElseThrow(() -> CommandException.rejected(CommandError.USER_NOT_FOUND, id, ""));
      console.printJson(AlmaFieldOrder.sort(user.user().record()));
      return ExitCode.DONE;
    }
  }
}

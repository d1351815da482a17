package org.rollcall.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
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

/** {@code rollcall user}: shows a user. */
@Command(
    name = "user",
    description = "Prints a user's record as JSON.",
    mixinStandardHelpOptions = true)
final class UserCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "PRIMARY_ID", description = "The user's primary id, in any case.")
  private String id;

  @Mixin private StackOption where;

  @Override
  public Integer call() {
    Console console = new Console(spec);
    try (Stack stack = where.open(console)) {
      Optional<StoredUser> user = stack.users().find(PrimaryId.of(id));
      if (user.isEmpty()) {
        throw CommandException.misuse("no user has the primary id " + id + ".");
      }
      console.printJson(AlmaFieldOrder.of(user.get().user().record()));
      return ExitCode.DONE;
    }
  }
}

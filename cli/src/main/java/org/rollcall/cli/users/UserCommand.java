package org.rollcall.cli.users;

import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StackCommand;
import org.rollcall.cli.userfile.AlmaFieldOrder;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.SecretFields;
import org.rollcall.user.store.StoredUser;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rollcall user}: prints a user's record. */
@Command(
    name = "user",
    description = "Prints a user's record as JSON.",
    mixinStandardHelpOptions = true)
public final class UserCommand extends StackCommand {

  @Parameters(
      paramLabel = "PRIMARY_ID",
      description = "This is the user's primary ID, in upper or lower case.")
  private String id;

  @Override
  protected int run(Stack stack, Console console) {
    StoredUser user =
        stack
            .users()
            .find(PrimaryId.of(id))
            .orElseThrow(() -> CommandException.rejected(CommandError.USER_NOT_FOUND, id, ""));
    console.printJson(AlmaFieldOrder.sort(SecretFields.masked(user.user().record())));
    return ExitCode.DONE;
  }
}

package org.rollcall.cli;

import java.util.List;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StackCommand;
import org.rollcall.json.SimilarNames;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rollcall rm}: removes an object from the bucket. */
@Command(
    name = "rm",
    description = "Removes an object from the bucket, such as a set.",
    mixinStandardHelpOptions = true)
final class RemoveCommand extends StackCommand {

  @Parameters(
      paramLabel = "KEY",
      description =
          "This is the object's key, such as sets/leavers.csv. The command ls lists all keys.")
  private String key;

  @Override
  public Integer call() {
    ObjectKey.check(key);
    return super.call();
  }

  @Override
  protected int run(Stack stack, Console console) {
    if (!stack.bucket().list(key).contains(key)) {
      List<String> keys = stack.bucket().list("");
      throw CommandException.rejected(
          CommandError.OBJECT_NOT_FOUND, key, SimilarNames.hint(key, keys));
    }
    stack.bucket().delete(key);
    console.note("Removed " + key + ".");
    return ExitCode.DONE;
  }
}

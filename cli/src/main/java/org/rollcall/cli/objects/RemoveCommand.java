package org.rollcall.cli.objects;

import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StackCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rollcall rm}: removes an object from the bucket. */
@Command(
    name = "rm",
    description = "Removes an object from the bucket, such as a set.",
    mixinStandardHelpOptions = true)
public final class RemoveCommand extends StackCommand {

  @Parameters(
      paramLabel = "KEY",
      description =
          "This is the object's key, such as sets/leavers.csv. The command ls lists all keys.")
  private String key;

  @Override
  public Integer call() {
    ObjectKey.check(ObjectKey.withoutSlash(key));
    return super.call();
  }

  @Override
  protected int run(Stack stack, Console console) {
    if (!stack.bucket().list(key).contains(key)) {
      throw ObjectKey.notFound(stack.bucket(), key);
    }
    stack.bucket().delete(key);
    console.note("Removed " + key + ".");
    return ExitCode.DONE;
  }
}

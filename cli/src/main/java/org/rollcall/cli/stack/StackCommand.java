package org.rollcall.cli.stack;

import java.util.concurrent.Callable;
import org.rollcall.cli.command.Console;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that uses a stack, which the options {@code --data} and {@code --stack} select. */
public abstract class StackCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private StackOption stackOption;

  /** Opens the stack and runs the command. Arguments are checked before, in an override. */
  @Override
  public Integer call() {
    Console console = new Console(spec);
    try (Stack stack = stackOption.open(console)) {
      return run(stack, console);
    }
  }

  /**
   * Runs the command.
   *
   * @return the exit code
   */
  protected abstract int run(Stack stack, Console console);
}

package org.rollcall.cli.stack;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import org.rollcall.cli.command.Console;
import org.rollcall.error.ErrorCode;
import org.rollcall.local.stack.DataFolderError;
import org.rollcall.local.stack.DataFolderException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that uses a stack, which the options {@code --data} and {@code --stack} select. */
public abstract class StackCommand implements Callable<Integer> {

  private static final Set<ErrorCode> LOCKED =
      Set.of(DataFolderError.DATA_FOLDER_IN_USE, DataFolderError.DATA_FOLDER_SERVED);

  @Spec private CommandSpec spec;

  @Mixin private StackOption stackOption;

  /** Opens the stack and runs the command. Arguments are checked before, in an override. */
  @Override
  public Integer call() {
    Console console = new Console(spec);
    try (Stack stack = stackOption.open(console)) {
      return run(stack, console);
    } catch (DataFolderException e) {
      if (!LOCKED.contains(e.code())) {
        throw e;
      }
      return runBesideOther(stackOption.folder().orElseThrow(), e, console);
    }
  }

  /**
   * Runs the command.
   *
   * @return the exit code
   */
  protected abstract int run(Stack stack, Console console);

  /**
   * Runs the command on a data folder that another process uses. Most commands cannot.
   *
   * @param locked says which process uses the folder
   * @return the exit code
   * @throws DataFolderException if the command needs the folder for itself
   */
  protected int runBesideOther(Path folder, DataFolderException locked, Console console) {
    throw locked;
  }
}

package org.rollcall.cli.stack;

import java.nio.file.Path;
import java.util.Optional;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.RepositoryHome;
import org.rollcall.local.LocalStack;
import org.rollcall.local.stack.Shell;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options {@code --data} and {@code --stack}, which select the stack for a command. */
public final class StackOption {

  private static final Path DEFAULT_FOLDER = Path.of(".rollcall");

  @ArgGroup(exclusive = true)
  private Choice choice = new Choice();

  private static final class Choice {

    @Option(
        names = "--data",
        paramLabel = "DIR",
        description = "The data folder (default: .rollcall).")
    private Optional<Path> folder = Optional.empty();

    @Option(
        names = "--stack",
        paramLabel = "NAME",
        description = "A stack that is deployed on AWS, instead of a data folder.")
    private Optional<String> name = Optional.empty();
  }

  /** Opens the selected stack. A new data folder is filled with the sample institution. */
  public Stack open(Console console) {
    if (choice.name.isPresent()) {
      return DeployedStack.open(choice.name.get());
    }
    Path folder = choice.folder.orElse(DEFAULT_FOLDER);
    return new FolderStack(
        openFolder(folder, LocalStack.Ports.ANY, console),
        folder.equals(DEFAULT_FOLDER) ? "" : " --data " + Shell.quote(folder.toString()));
  }

  /** Opens the stack of a data folder. A new folder is filled with the sample institution. */
  public static LocalStack openFolder(Path folder, LocalStack.Ports ports, Console console) {
    LocalStack stack = LocalStack.open(folder, RepositoryHome.path(), ports);
    if (!stack.isFilled()) {
      console.note("Filling the new data folder " + folder + " with the sample institution …");
      try {
        stack.fill(true);
      } catch (RuntimeException e) {
        stack.close();
        throw e;
      }
    }
    return stack;
  }
}

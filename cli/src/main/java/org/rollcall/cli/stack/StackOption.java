package org.rollcall.cli.stack;

import java.nio.file.Path;
import java.util.Optional;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.RepositoryHome;
import org.rollcall.local.LocalStack;
import org.rollcall.local.stack.Shell;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options {@code --data} and {@code --stack}: what a command works on. */
public final class StackOption {

  private static final Path DEFAULT = Path.of(".rollcall");

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
        description = "A stack that is deployed on AWS, in place of a data folder.")
    private Optional<String> name = Optional.empty();
  }

  /** Opens it; a data folder's first use fills it with the sample institution. */
  public Stack open(Console console) {
    if (choice.name.isPresent()) {
      return DeployedStack.of(choice.name.get());
    }
    Path folder = choice.folder.orElse(DEFAULT);
    return new FolderStack(
        filled(folder, LocalStack.Ports.ANY, console),
        folder.equals(DEFAULT) ? "" : " --data " + Shell.quote(folder.toString()));
  }

  /** Opens a data folder's stack; its first use fills it with the sample institution. */
  public static LocalStack filled(Path folder, LocalStack.Ports ports, Console console) {
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

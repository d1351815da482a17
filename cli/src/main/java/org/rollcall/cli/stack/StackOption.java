package org.rollcall.cli.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.RepositoryHome;
import org.rollcall.local.LocalStack;
import org.rollcall.local.ServingOptions;
import org.rollcall.local.stack.Shell;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options {@code --data} and {@code --stack}, which select the stack for a command. */
public final class StackOption {

  private static final Path DEFAULT_FOLDER = Path.of(".rollcall");

  @ArgGroup(exclusive = true)
  private Selection selection = new Selection();

  private static final class Selection {

    @Option(
        names = "--data",
        paramLabel = "DIR",
        description = "Use this data folder, which init creates. The default is .rollcall.")
    private Optional<Path> folder = Optional.empty();

    @Option(
        names = "--stack",
        paramLabel = "NAME",
        description = "Use this stack, which is deployed on AWS, instead of a data folder.")
    private Optional<String> stackName = Optional.empty();
  }

  /** The selected data folder; empty if a stack on AWS is selected. */
  public Optional<Path> folder() {
    return selection.stackName.isPresent()
        ? Optional.empty()
        : selection.folder.or(() -> Optional.of(DEFAULT_FOLDER));
  }

  /** The option that selects a data folder; see {@link Stack#cliFlag}. */
  public static String cliFlag(Path folder) {
    return folder.equals(DEFAULT_FOLDER) ? "" : " --data " + Shell.quote(folder.toString());
  }

  /** Opens the selected stack. Loads the sample institution into a new data folder. */
  public Stack open(Console console) {
    if (selection.stackName.isPresent()) {
      return DeployedStack.open(selection.stackName.get());
    }
    Path folder = folder().orElseThrow();
    return new FolderStack(
        openFolder(folder, ServingOptions.DEFAULT, console), cliFlag(folder), console::note);
  }

  /**
   * Opens the stack on a data folder. The default folder is created with the sample institution if
   * it does not exist. If the creation of a folder was interrupted, completes it.
   *
   * @throws CommandException if there is no other folder of this name, or nothing shows with which
   *     contents it should be created; only {@code init} creates it
   */
  public static LocalStack openFolder(Path folder, ServingOptions options, Console console) {
    boolean isNew = folder.equals(DEFAULT_FOLDER) && isMissing(folder);
    if (!isNew && isMissing(folder)) {
      throw missing(folder);
    }
    LocalStack stack = LocalStack.open(folder, RepositoryHome.path(), options);
    try {
      complete(stack, isNew, folder, console);
      return stack;
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  private static void complete(LocalStack stack, boolean isNew, Path folder, Console console) {
    stack.dataFolder().restoreFilledMark();
    if (stack.dataFolder().isFilled()) {
      return;
    }
    Optional<Boolean> begun = stack.dataFolder().isBegunWithSample();
    if (begun.isEmpty() && !isNew) {
      throw missing(folder);
    }
    boolean sample = begun.orElse(true);
    console.note(
        sample
            ? "Filling the new data folder " + folder + " with the sample institution …"
            : "Completing the data folder " + folder + ", without the sample institution …");
    stack.fill(sample);
  }

  private static CommandException missing(Path folder) {
    return CommandException.rejected(
        CommandError.DATA_FOLDER_MISSING, folder, Shell.quote(folder.toString()));
  }

  private static boolean isMissing(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Files.notExists(folder);
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    } catch (IOException e) {
      return false;
    }
  }
}

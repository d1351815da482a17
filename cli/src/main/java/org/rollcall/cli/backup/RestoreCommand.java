package org.rollcall.cli.backup;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.command.InputFile;
import org.rollcall.local.stack.FolderRestore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rollcall restore}: creates a data folder from an archive. */
@Command(
    name = "restore",
    description = {
      "Creates a data folder from an archive of backup.",
      "Checks the archive first. An existing folder must be empty."
    },
    mixinStandardHelpOptions = true)
public final class RestoreCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "This is the archive.")
  private Path file;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Create this data folder. The default is ${DEFAULT-VALUE}.",
      defaultValue = ".rollcall")
  private Path folder;

  @Override
  public Integer call() {
    InputFile.requireReadable(file);
    FolderRestore.Result result = new FolderRestore(file).restore(folder);
    Console console = new Console(spec);
    console.print("Restored " + result.files() + " files of " + file + " to " + folder + ".");
    if (!result.hasKey()) {
      console.print(
          "The backup does not contain password.key. Until you copy this file into "
              + folder
              + ", no job can be started, temporary passwords are not accepted, and those in letters"
              + " that are due cannot be derived. If the key is lost, see docs/operations.md.");
    }
    return ExitCode.DONE;
  }
}

package org.rollcall.cli.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.command.PrivateFile;
import org.rollcall.local.stack.DataFolder;
import org.rollcall.local.stack.FolderBackup;
import org.rollcall.local.stack.Shell;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rollcall backup}: writes a data folder into an archive. */
@Command(
    name = "backup",
    description = {
      "Writes all files of a data folder into a new archive, from which restore creates the folder.",
      "The archive is as confidential as the folder. Only you can read it."
    },
    mixinStandardHelpOptions = true)
public final class BackupCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "This is the archive to create, a .tar.gz file.")
  private Path file;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Back up this data folder. The default is ${DEFAULT-VALUE}.",
      defaultValue = ".rollcall")
  private Path folder;

  @Option(
      names = "--with-key",
      description =
          "Include password.key. Without it, temporary passwords that were sent are not accepted after a"
              + " restore.")
  private boolean withKey;

  @Override
  public Integer call() {
    if (Files.isRegularFile(file)) {
      throw CommandException.rejected(CommandError.BACKUP_FILE_EXISTS, file);
    }
    if (!DataFolder.isDataFolder(folder)) {
      throw missing();
    }
    if (isInFolder()) {
      throw CommandException.rejected(CommandError.BACKUP_IN_DATA_FOLDER, file, folder);
    }
    try (DataFolder opened = DataFolder.open(folder)) {
      opened.restoreFilledMark();
      if (!opened.isFilled()) {
        throw missing();
      }
      AtomicInteger files = new AtomicInteger();
      PrivateFile.write(file, out -> files.set(new FolderBackup(opened, withKey).write(out)));
      Console console = new Console(spec);
      console.print("Wrote " + files + " files of " + folder + " to " + file + ".");
      console.print(
          withKey
              ? "It contains password.key, from which temporary passwords can be derived."
              : "It does not contain password.key. Keep a copy of this file in another place, or use"
                  + " --with-key.");
    }
    return ExitCode.DONE;
  }

  private CommandException missing() {
    return CommandException.rejected(
        CommandError.DATA_FOLDER_MISSING, folder, Shell.quote(folder.toString()));
  }

  private boolean isInFolder() {
    try {
      Path parent = file.toAbsolutePath().normalize().getParent();
      return parent != null && parent.toRealPath().startsWith(folder.toRealPath());
    } catch (IOException e) {
      // The archive's folder does not exist, so that the archive cannot be written.
      return false;
    }
  }
}

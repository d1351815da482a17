package org.rollcall.cli.load;

import java.nio.file.Path;
import java.util.List;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.command.InputFile;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StackCommand;
import org.rollcall.cli.userfile.UserFile;
import org.rollcall.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall load}: loads users. */
@Command(
    name = "load",
    description = {
      "Loads users. Existing users are replaced.",
      "A file contains Alma's REST JSON (one user, a list, {\"user\": [ … ]}, or one user per line)",
      "or Alma's XML (<users> or <user>), or is a zip of such files. See docs/users.md."
    },
    mixinStandardHelpOptions = true)
public final class LoadCommand extends StackCommand {

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files of users.")
  private List<Path> files;

  @Option(names = "--json", description = "Print the counts as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    files.forEach(InputFile::requireReadable);
    return super.call();
  }

  @Override
  protected int run(Stack stack, Console console) {
    UserLoader loader = new UserLoader(stack.userAdministration(), console);
    UserLoader.Count count = load(loader, console);
    if (json) {
      console.printJson(Json.MAPPER.valueToTree(count));
    } else {
      console.print(summary(count));
    }
    return count.notLoaded() == 0 ? ExitCode.DONE : ExitCode.FAILED;
  }

  /** Loads the files. If this fails, prints how many records were loaded before. */
  private UserLoader.Count load(UserLoader loader, Console console) {
    try {
      for (Path file : files) {
        UserFile.read(file, loader);
      }
      return loader.finish();
    } catch (RuntimeException e) {
      console.note(loader.loaded() + " records were loaded before the command failed.");
      throw e;
    }
  }

  private static String summary(UserLoader.Count count) {
    int users = count.loaded() - count.repeated();
    String text = "Loaded " + users + (users == 1 ? " user" : " users");
    if (count.repeated() > 0) {
      text += " from " + count.loaded() + " records; the last record of each user was used";
    }
    text += count.notLoaded() == 0 ? "." : "; " + count.notLoaded() + " could not be loaded.";
    return switch (count.incompleteFiles()) {
      case 0 -> text;
      case 1 -> text + " The rest of one file was not read.";
      default -> text + " The rest of " + count.incompleteFiles() + " files was not read.";
    };
  }
}

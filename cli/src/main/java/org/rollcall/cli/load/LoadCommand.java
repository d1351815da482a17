package org.rollcall.cli.load;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.command.InputFile;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StackCommand;
import org.rollcall.cli.userfile.UserFile;
import org.rollcall.json.Json;
import org.rollcall.local.load.LoadRule;
import org.rollcall.user.User;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall load}: loads users. */
@Command(
    name = "load",
    description = {
      "Loads users. The record of an existing user is replaced, unless stored data would be lost.",
      "A file contains Alma's REST JSON (one user, a list, {\"user\": [ … ]}, or one user per line) or"
          + " Alma's XML (<users> or <user>), or is a zip of such files. See docs/users.md."
    },
    mixinStandardHelpOptions = true)
public final class LoadCommand extends StackCommand {

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "These are the files with users.")
  private List<Path> files;

  @Option(
      names = "--replace",
      description = {
        "Replace the records of existing users, even if roles, blocks, notes, identifiers, fields,"
            + " or values that a job has set are lost."
      })
  private boolean replace;

  @Option(
      names = "--keep",
      paramLabel = "FILE",
      description =
          "Write the records that --replace replaces to this new file, which load can read.")
  private Optional<Path> keep = Optional.empty();

  @Option(
      names = "--sync",
      description = {
        "Follow the rules of Alma's synchronisation with a student system: internal users, and the"
            + " internal parts and roles of external users, are not changed."
      })
  private boolean sync;

  @Option(names = "--json", description = "Print the counts as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    if (sync && replace) {
      throw CommandException.rejected(
          CommandError.LOAD_OPTION_INVALID, "--sync", "without --replace");
    }
    if (keep.isPresent() && !replace) {
      throw CommandException.rejected(CommandError.LOAD_OPTION_INVALID, "--keep", "with --replace");
    }
    files.forEach(InputFile::requireReadable);
    return super.call();
  }

  @Override
  protected int run(Stack stack, Console console) {
    LoadCount count;
    if (keep.isPresent()) {
      try (ReplacedRecords replaced = ReplacedRecords.create(keep.get())) {
        count = load(stack, replaced::add, console);
      }
    } else {
      count = load(stack, replaced -> {}, console);
    }
    if (json) {
      console.printJson(Json.MAPPER.valueToTree(count));
    } else {
      console.print(count.summary());
    }
    return count.notLoaded() == 0 ? ExitCode.DONE : ExitCode.FAILED;
  }

  private LoadCount load(Stack stack, Consumer<List<User>> keeper, Console console) {
    LoadRule rule = replace ? LoadRule.REPLACE : sync ? LoadRule.SYNCHRONIZE : LoadRule.PROTECT;
    UserLoader loader = new UserLoader(stack.userAdministration(), rule, keeper, console);
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
}

package org.rollcall.cli.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StackOption;
import org.rollcall.cli.userfile.UserFile;
import org.rollcall.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rollcall load}: loads users. */
@Command(
    name = "load",
    description = {
      "Loads users; one who is there already is replaced.",
      "A file holds Alma's REST JSON (one user, a list, {\"user\": [ … ]}, or a user a line) or",
      "Alma's XML (<users> or <user>), or is a zip of such files. See docs/users.md."
    },
    mixinStandardHelpOptions = true)
public final class LoadCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files of users.")
  private List<Path> files;

  @Option(names = "--json", description = "Print what was loaded as JSON.")
  private boolean json;

  @Mixin private StackOption where;

  @Override
  public Integer call() {
    for (Path file : files) {
      if (!Files.isReadable(file) || Files.isDirectory(file)) {
        throw CommandException.misuse("there is no file " + file + " that can be read.");
      }
    }
    Console console = new Console(spec);
    try (Stack stack = where.open(console)) {
      UserLoader loading = new UserLoader(stack.userAdministration(), console);
      for (Path file : files) {
        UserFile.read(file, loading);
      }
      UserLoader.Count count = loading.end();
      if (json) {
        console.printJson(Json.MAPPER.valueToTree(count));
      } else {
        console.print(words(count));
      }
      return count.notLoaded() == 0 ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  private static String words(UserLoader.Count count) {
    int users = count.loaded() - count.repeated();
    String words = "Loaded " + users + (users == 1 ? " user" : " users");
    if (count.repeated() > 0) {
      words += " from " + count.loaded() + " records, of several the last";
    }
    return words + (count.notLoaded() == 0 ? "." : "; could not load " + count.notLoaded() + ".");
  }
}

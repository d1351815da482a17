package org.rollcall.cli.letters;

import java.util.List;
import java.util.concurrent.Callable;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StackOption;
import org.rollcall.letter.StoredLetter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rollcall letters list}: lists the letter types. */
@Command(
    name = "list",
    description = "Lists the letter types with their languages.",
    mixinStandardHelpOptions = true)
final class LettersListCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print the types as JSON.")
  private boolean json;

  @Mixin private StackOption stackOption;

  @Override
  public Integer call() {
    Console console = new Console(spec);
    try (Stack stack = stackOption.open(console)) {
      List<StoredLetter> letters = LetterCatalog.open(stack).checkAll().letters();
      if (json) {
        console.printJson(LetterTypes.json(letters));
      } else {
        letters.forEach(letter -> console.print(LetterTypes.line(letter)));
      }
      return ExitCode.DONE;
    }
  }
}

package org.rollcall.cli.letters;

import java.util.List;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StackCommand;
import org.rollcall.letter.StoredLetter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rollcall letters list}: lists the letter types. */
@Command(
    name = "list",
    description = "Lists the letter types with their languages.",
    mixinStandardHelpOptions = true)
final class LettersListCommand extends StackCommand {

  @Option(names = "--json", description = "Print the types as JSON.")
  private boolean json;

  @Override
  protected int run(Stack stack, Console console) {
    List<StoredLetter> letters = LetterCatalog.open(stack).checkAll().letters();
    if (json) {
      console.printJson(LetterTypes.json(letters));
    } else {
      letters.forEach(letter -> console.print(LetterTypes.line(letter)));
    }
    return ExitCode.DONE;
  }
}

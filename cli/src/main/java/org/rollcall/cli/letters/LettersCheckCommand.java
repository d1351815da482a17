package org.rollcall.cli.letters;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.command.FaultText;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StackCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall letters check}: finds errors for which a job would be rejected. */
@Command(
    name = "check",
    description = "Checks letters in all their languages, as a job does.",
    mixinStandardHelpOptions = true)
final class LettersCheckCommand extends StackCommand {

  @Parameters(
      arity = "0..*",
      paramLabel = "TYPE",
      description =
          "These are the types to check. Without it, all types and their shared parts are checked.")
  private List<String> types = List.of();

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  @Override
  protected int run(Stack stack, Console console) {
    LetterCatalog letters = LetterCatalog.open(stack);
    types.forEach(letters::requireType);
    LetterCatalog.Check result = types.isEmpty() ? letters.checkAll() : letters.check(types);
    if (json) {
      console.printJson(
          ImmutableMap.of(
              "types", LetterTypes.json(result.letters()),
              "errors", result.errors(),
              "remarks", result.remarks()));
    } else {
      print(result, console);
    }
    return result.errors().isEmpty() ? ExitCode.DONE : ExitCode.REJECTED;
  }

  private static void print(LetterCatalog.Check result, Console console) {
    result.letters().forEach(letter -> console.print(LetterTypes.line(letter)));
    result.errors().forEach(error -> console.print(FaultText.line(error)));
    result.remarks().forEach(remark -> console.print("Remark: " + FaultText.line(remark)));
    int errors = result.errors().size();
    console.print(errors == 0 ? "No errors." : errors + (errors == 1 ? " error." : " errors."));
  }
}

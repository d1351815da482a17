package org.rollcall.cli.letters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StackOption;
import org.rollcall.error.Fault;
import org.rollcall.json.Json;
import org.rollcall.letter.StoredLetter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rollcall letters check}: finds the faults that a job would be rejected for. */
@Command(
    name = "check",
    description = "Checks letters in all their languages, as a job would.",
    mixinStandardHelpOptions = true)
final class LettersCheckCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "TYPE",
      description = "The types to check; all of them, and what they share, if none is named.")
  private List<String> types = List.of();

  @Option(names = "--json", description = "Print what was found as JSON.")
  private boolean json;

  @Mixin private StackOption where;

  @Override
  public Integer call() {
    Console console = new Console(spec);
    try (Stack stack = where.open(console)) {
      LetterCatalog letters = LetterCatalog.in(stack);
      types.forEach(letters::require);
      LetterCheck.Findings findings =
          types.isEmpty() ? letters.check().all() : letters.check().only(types);
      if (json) {
        console.printJson(json(findings));
      } else {
        print(findings, console);
      }
      return findings.faults().isEmpty() ? ExitCode.DONE : ExitCode.REJECTED;
    }
  }

  private static void print(LetterCheck.Findings findings, Console console) {
    for (StoredLetter letter : findings.letters()) {
      console.print(LettersListCommand.line(letter));
    }
    findings.faults().forEach(fault -> console.print(line(fault)));
    findings.remarks().forEach(remark -> console.print("Remark: " + line(remark)));
    int faults = findings.faults().size();
    console.print(faults == 0 ? "No faults." : faults + (faults == 1 ? " fault." : " faults."));
  }

  private static String line(Fault fault) {
    return fault.path() + ": " + fault.message();
  }

  private static ObjectNode json(LetterCheck.Findings findings) {
    ObjectNode found = Json.MAPPER.createObjectNode();
    found.set("types", LettersListCommand.json(findings.letters()));
    found.set("errors", Json.MAPPER.valueToTree(findings.faults()));
    found.set("remarks", Json.MAPPER.valueToTree(findings.remarks()));
    return found;
  }
}

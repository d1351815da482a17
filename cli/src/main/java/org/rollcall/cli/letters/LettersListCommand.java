package org.rollcall.cli.letters;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StackOption;
import org.rollcall.json.Json;
import org.rollcall.letter.LetterSettings;
import org.rollcall.letter.StoredLetter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rollcall letters list}: which types of letters there are. */
@Command(
    name = "list",
    description = "Lists the types of letters, with their languages.",
    mixinStandardHelpOptions = true)
final class LettersListCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print the types as JSON.")
  private boolean json;

  @Mixin private StackOption where;

  @Override
  public Integer call() {
    Console console = new Console(spec);
    try (Stack stack = where.open(console)) {
      List<StoredLetter> letters = LetterCatalog.in(stack).check().all().letters();
      if (json) {
        console.printJson(json(letters));
      } else {
        letters.forEach(letter -> console.print(line(letter)));
      }
      return ExitCode.DONE;
    }
  }

  /** A type in a line, such as {@code REMINDER en, fr (switched off)}. */
  static String line(StoredLetter letter) {
    boolean off = letter.settings().filter(settings -> !settings.enabled()).isPresent();
    return String.format(
        "%-24s  %s%s",
        letter.type(), String.join(", ", letter.languages()), off ? "  (switched off)" : "");
  }

  static ArrayNode json(List<StoredLetter> letters) {
    ArrayNode types = Json.MAPPER.createArrayNode();
    for (StoredLetter letter : letters) {
      ObjectNode type = types.addObject().put("type", letter.type());
      type.set("languages", Json.MAPPER.valueToTree(letter.languages()));
      Optional<LetterSettings> settings = letter.settings();
      settings.ifPresent(found -> type.put("enabled", found.enabled()));
      settings
          .flatMap(LetterSettings::description)
          .ifPresent(description -> type.put("description", description));
      settings.ifPresent(found -> type.put("respects_opt_out", found.respectsOptOut()));
    }
    return types;
  }
}

package org.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The texts of {@code --help}. */
class HelpTest {

  /** A capital letter first, and a full stop at the end. */
  private static final Pattern SENTENCES = Pattern.compile("[A-Z].*\\.", Pattern.DOTALL);

  /** An instruction, or a sentence with a verb such as "is". */
  private static final Pattern WITH_VERB =
      Pattern.compile(
          "(?!An? |The |With )[A-Z][a-z]+,? .*|.* (is|are|contains) .*", Pattern.DOTALL);

  static Stream<Named<CommandLine>> commands() {
    return withSubcommands(new CommandLine(new Rollcall()))
        .filter(command -> !(command.getCommand() instanceof CommandLine.HelpCommand))
        .map(command -> Named.of(command.getCommandSpec().qualifiedName(), command));
  }

  private static Stream<CommandLine> withSubcommands(CommandLine command) {
    return Stream.concat(
        Stream.of(command),
        command.getSubcommands().values().stream().flatMap(HelpTest::withSubcommands));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void help_shouldHaveWholeSentences(CommandLine command) {
    List<String> texts =
        Stream.concat(
                Stream.of(command.getCommandSpec().usageMessage().description()),
                command.getCommandSpec().args().stream()
                    .filter(argument -> !argument.hidden())
                    .map(argument -> String.join(" ", argument.description())))
            .toList();

    assertThat(texts)
        .isNotEmpty()
        .allSatisfy(text -> assertThat(text).matches(SENTENCES).matches(WITH_VERB))
        .noneMatch(text -> text.contains("(default"));
  }
}

package org.rollcall.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;
import org.rollcall.json.SimilarNames;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line. */
final class UsageError {

  private UsageError() {}

  static CommandException of(ParameterException error) {
    CommandLine command = error.getCommandLine();
    if (error instanceof UnmatchedArgumentException unmatched) {
      return unmatched(command, unmatched);
    }
    if (error instanceof MissingParameterException missing
        && missing.getMissing().stream().noneMatch(ArgSpec::isOption)) {
      return invalid(
          command,
          missing.getMissing().stream()
              .map(ArgSpec::paramLabel)
              .collect(Collectors.joining(" and ", "", " is missing")));
    }
    String message = String.valueOf(error.getMessage());
    String unknown = message.replaceFirst("Unknown subcommand '(.*)'\\.", "$1");
    return unknown.equals(message) ? invalid(command, message) : unknownCommand(command, unknown);
  }

  private static CommandException unmatched(
      CommandLine command, UnmatchedArgumentException unmatched) {
    String first = unmatched.getUnmatched().get(0);
    if (unmatched.isUnknownOption()) {
      List<String> options =
          command.getCommandSpec().options().stream().map(OptionSpec::longestName).toList();
      return CommandException.rejected(
          CommandError.OPTION_UNKNOWN,
          command.getCommandSpec().qualifiedName(),
          first,
          SimilarNames.hintOrNames(first, options));
    }
    return command.getSubcommands().isEmpty()
        ? invalid(command, "there is one argument too many: " + first)
        : unknownCommand(command, first);
  }

  private static CommandException unknownCommand(CommandLine command, String name) {
    return CommandException.rejected(
        CommandError.COMMAND_UNKNOWN,
        name,
        SimilarNames.hint(name, command.getSubcommands().keySet()));
  }

  private static CommandException invalid(CommandLine command, String problem) {
    String synopsis =
        Stream.of(command.getHelp().synopsis(0).split("\\R"))
            .map(String::strip)
            .collect(Collectors.joining(" "));
    return CommandException.rejected(
        CommandError.ARGUMENTS_INVALID, problem, Ansi.OFF.string(synopsis));
  }
}

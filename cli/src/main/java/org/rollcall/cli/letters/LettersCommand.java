package org.rollcall.cli.letters;

import picocli.CommandLine.Command;

/** {@code rollcall letters}: the commands for letters. */
@Command(
    name = "letters",
    description = "Lists, checks, previews and prints letters.",
    subcommands = {
      LettersListCommand.class,
      LettersCheckCommand.class,
      LettersPreviewCommand.class,
      LettersPrintCommand.class
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class LettersCommand {}

package org.rollcall.cli.letters;

import picocli.CommandLine.Command;

/** {@code rollcall letters}: the commands for letters. */
@Command(
    name = "letters",
    description = "Lists, checks and previews letters.",
    subcommands = {
      LettersListCommand.class,
      LettersCheckCommand.class,
      LettersPreviewCommand.class
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class LettersCommand {}

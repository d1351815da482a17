package org.rollcall.cli.command;

/**
 * Something that the user of the command line has to know and can mend: a sentence, never a trace.
 */
public final class CommandException extends RuntimeException {

  private final int exitCode;

  private CommandException(int exitCode, String sentence) {
    super(sentence, null, false, false);
    this.exitCode = exitCode;
  }

  /** The command was misused, or refused its input. */
  public static CommandException misuse(String sentence) {
    return new CommandException(ExitCode.REJECTED, sentence);
  }

  /** The command was right, but what it began has failed. */
  public static CommandException failure(String sentence) {
    return new CommandException(ExitCode.FAILED, sentence);
  }

  public int exitCode() {
    return exitCode;
  }
}

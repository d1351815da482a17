package org.rollcall.cli.command;

import org.rollcall.error.ErrorCode;

/** A command is refused or fails. The message is for the user; there is no stack trace. */
public final class CommandException extends RuntimeException {

  private final transient ErrorCode code;
  private final int exitCode;
  private final String message;

  private CommandException(ErrorCode code, int exitCode, String message) {
    super(message, null, false, false);
    this.code = code;
    this.message = message;
    this.exitCode = exitCode;
  }

  /**
   * The command was misused, or its input is invalid: {@link ExitCode#REJECTED}.
   *
   * @param values one value for each placeholder of the code's template
   */
  public static CommandException rejected(ErrorCode code, Object... values) {
    return new CommandException(code, ExitCode.REJECTED, code.message(values));
  }

  /**
   * The command was valid, but what it started failed: {@link ExitCode#FAILED}.
   *
   * @param values one value for each placeholder of the code's template
   */
  public static CommandException failed(ErrorCode code, Object... values) {
    return new CommandException(code, ExitCode.FAILED, code.message(values));
  }

  /** The error of an exception that has a message for the user. */
  public static CommandException of(ErrorCode code, int exitCode, String message) {
    return new CommandException(code, exitCode, message);
  }

  public ErrorCode code() {
    return code;
  }

  @Override
  public String getMessage() {
    return message;
  }

  public int exitCode() {
    return exitCode;
  }

  /** The message and the code, such as {@code no such file: job.json [FILE_NOT_FOUND]}. */
  public String line() {
    return message + " [" + code.name() + "]";
  }
}

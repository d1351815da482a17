package org.rollcall.cli.command;

import org.rollcall.error.ErrorCode;

/** Errors that several commands have in common. */
public enum CommandError implements ErrorCode {
  FILE_NOT_FOUND("no such file: {file}"),
  NOT_A_FILE("{file} is a folder, not a file"),
  FILE_NOT_READABLE("{file} cannot be read"),
  STDIN_NOT_READABLE("standard input cannot be read"),
  FILE_NOT_WRITABLE("{file} cannot be written"),
  INPUT_EMPTY("{file} is empty"),
  FILE_TOO_LARGE("{file} is larger than {limit} KiB"),
  INPUT_NOT_JSON("{file}{place} is not valid JSON: {reason}"),
  INPUT_NOT_UTF8("{file} is not UTF-8 text"),
  USER_NOT_FOUND("no user has the primary ID {id}{hint}"),
  REPOSITORY_NOT_FOUND(
      "there is no {file} in {folder}. Start Rollcall with the script rollcall in the root folder of"
          + " the repository."),
  INTERNAL_COMMAND_ERROR(
      "internal error: {exception}. Run the command again with"
          + " ROLLCALL_JAVA_OPTS=-Drollcall.trace=true to print the stack trace, and report it.");

  private final String template;

  CommandError(String template) {
    this.template = template;
  }

  @Override
  public String template() {
    return template;
  }
}

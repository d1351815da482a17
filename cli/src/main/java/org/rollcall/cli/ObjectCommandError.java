package org.rollcall.cli;

import org.rollcall.error.ErrorCode;

/** Errors of the commands for objects: {@code get}, {@code put} and {@code ls}. */
public enum ObjectCommandError implements ErrorCode {
  OBJECT_NOT_FOUND("no object has the key {key}{hint}"),
  OBJECT_NOT_TEXT("{key} is not text; give the name of a file to write it to"),
  OBJECT_TOO_LARGE_TO_PRINT(
      "{key} is larger than {limit} KiB and cannot be printed; give the name of a file to write it"
          + " to"),
  INVALID_OBJECT_KEY(
      "\"{key}\" is not a valid key; a key is like sets/leavers.csv: names separated by slashes");

  private final String template;

  ObjectCommandError(String template) {
    this.template = template;
  }

  @Override
  public String template() {
    return template;
  }
}

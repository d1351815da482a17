package org.rollcall.code;

import org.rollcall.error.ErrorCode;

/** Errors of codes and code tables. */
public enum CodeTableError implements ErrorCode {
  CODE_NOT_IN_TABLE("{table} has no such code; it has: {codes}"),
  DESCRIPTION_NOT_CODE("{table} has no such code; this is the description of the code {code}"),
  CODE_TABLE_EMPTY("{table} has no codes"),
  INVALID_CODE_DESCRIPTION("must be the code's description, in quotes");

  private final String template;

  CodeTableError(String template) {
    this.template = template;
  }

  @Override
  public String template() {
    return template;
  }
}

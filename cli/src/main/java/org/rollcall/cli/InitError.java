package org.rollcall.cli;

import org.rollcall.error.ErrorCode;

/** Errors of {@code init}. */
public enum InitError implements ErrorCode {
  INIT_TARGET_MISSING("init needs either a folder, or --stack with the name of a stack on AWS"),
  INIT_OPTION_INVALID("--sample is valid only with --stack, and --empty only with a folder"),
  DATA_FOLDER_EXISTS(
      "{folder} is already a data folder; give the name of another folder, or remove it first"),
  STACK_HAS_USERS(
      "the stack {stack} already has users that are not from the sample institution, so --sample is"
          + " not possible; without it, init puts only the stock letters into the stack");

  private final String template;

  InitError(String template) {
    this.template = template;
  }

  @Override
  public String template() {
    return template;
  }
}

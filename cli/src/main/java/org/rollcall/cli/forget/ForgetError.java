package org.rollcall.cli.forget;

import org.rollcall.error.ErrorCode;

/** Errors of {@code forget}. Nothing is erased. */
public enum ForgetError implements ErrorCode {
  PERSON_NOT_FOUND("no user has the primary ID {id}, and no job or set contains it"),
  ALSO_IS_A_USER(
      "--also {name} is the primary ID of another user; to erase this user, run forget with this ID"
          + " and without --also"),
  JOB_IS_RUNNING(
      "a person cannot be erased while jobs are running, because they may process the person. Wait"
          + " for: {jobs}"),
  STACK_IS_SERVED(
      "forget cannot reach the letters and the database of a stack that is served from a data"
          + " folder. End serve, then run: ./rollcall forget … --data {folder}");

  private final String template;

  ForgetError(String template) {
    this.template = template;
  }

  @Override
  public String template() {
    return template;
  }
}

package org.rollcall.local.load;

import org.rollcall.error.ErrorCode;

/** The kinds of stored data that a loaded record would destroy. */
public enum Loss implements ErrorCode {
  WOULD_BECOME_EXTERNAL("{id} would become EXTERNAL, and the stored user is {type}"),
  WOULD_LOSE_ROLES("{id} would lose roles: {roles}"),
  WOULD_LOSE_BLOCKS("{id} would lose blocks: {blocks}"),
  WOULD_LOSE_NOTES("{id} would lose notes: {notes}"),
  WOULD_LOSE_IDENTIFIERS("{id} would lose identifiers: {types}"),
  WOULD_LOSE_FIELDS("{id} would lose fields: {fields}"),
  WOULD_REVERT_JOB("{id} would lose values that a job has set: {fields}");

  private final String template;

  Loss(String template) {
    this.template = template;
  }

  @Override
  public String template() {
    return template;
  }
}

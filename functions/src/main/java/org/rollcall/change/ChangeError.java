package org.rollcall.change;

import org.rollcall.error.ErrorCode;

/** Errors of a job's changes, and of the lists in them. */
public enum ChangeError implements ErrorCode {
  NO_CHANGES("must have at least one change; leave the key out if the job only sends letters"),
  CHANGE_WITHOUT_VALUE("must have {keys}"),
  CHANGE_WITH_SEVERAL_VALUES("must have only one of {keys}"),
  CLEAR_NOT_TRUE("must be true; leave the key out otherwise"),
  FIELD_NOT_CLEARABLE("cannot be cleared: {reason}"),
  RESET_PASSWORD_NOT_INTERNAL("can only be combined with the value INTERNAL"),
  ONLY_IF_REACHABLE_NOT_INTERNAL("can only be combined with the value INTERNAL"),
  CREDENTIAL_NOT_INTERNAL("can only be combined with the value INTERNAL"),
  CREDENTIAL_WITHOUT_RESET(
      "cannot be combined with reset_password false; the job then issues no credential"),
  EXTERNAL_ID_OF_INTERNAL_USER(
      "cannot be combined with account_type INTERNAL; internal users have no external_id"),
  EXTERNAL_ID_REQUIRED("is missing; account_type EXTERNAL requires it in the same job"),
  INVALID_DOMAIN("must be a domain such as example.edu, without the @"),
  AMBIGUOUS_DOMAIN("has a letter with two possible encodings; write it encoded, as xn--…"),
  SAME_DOMAIN("must not be the same domain as from"),
  INVALID_ROLE_TYPE("must be the number of a role, such as 200"),
  NO_LIST("must have {keys}"),
  EMPTY_LIST("must have at least one entry"),
  TOO_MANY_LIST_ENTRIES("has {count} entries (limit: {limit})"),
  DUPLICATE_LIST_ENTRY("is listed twice"),
  CONTRADICTORY_LIST_ENTRY("is also listed in {list}"),
  NO_BLOCK_CRITERION("must have block_description or block_type"),
  NO_NOTE_CRITERION("must have note_type, text_contains or created_before");

  private final String template;

  ChangeError(String template) {
    this.template = template;
  }

  @Override
  public String template() {
    return template;
  }
}
